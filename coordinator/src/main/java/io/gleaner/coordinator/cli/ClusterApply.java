package io.gleaner.coordinator.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gleaner.config.Endpoints;
import io.gleaner.config.JobName;
import io.gleaner.config.StateFolder;
import io.gleaner.coordinator.fill.FileItemSource;
import io.gleaner.coordinator.fill.ItemSource;
import io.gleaner.coordinator.fill.ListItemSource;
import io.gleaner.coordinator.job.JobSpec;
import io.gleaner.coordinator.job.manifest.SentSpec;
import io.gleaner.coordinator.launch.cluster.Cluster;
import io.gleaner.coordinator.launch.cluster.ClusterJob;
import io.gleaner.coordinator.manifest.Manifest;
import io.gleaner.coordinator.manifest.ManifestKind;
import io.gleaner.coordinator.manifest.WorkQueueReader;
import io.gleaner.coordinator.manifest.WorkQueueSpec;
import io.gleaner.coordinator.runtime.Filler;
import io.gleaner.coordinator.runtime.JobFiles;
import io.gleaner.coordinator.runtime.JobSession;
import io.gleaner.coordinator.runtime.QueueAccess;
import io.gleaner.coordinator.runtime.StopSignal;
import io.gleaner.failure.GleanerException;
import io.gleaner.queue.amqp.QueueType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Applies WorkQueueJobs to a cluster: fills each from here, and leaves its workers to the cluster.
 * Applied again, what is missing of either is done.
 */
record ClusterApply(
    Surroundings around, CommonOptions common, ClusterOptions cluster, PodOptions pods) {
  /** A Job to apply. */
  private record Wanted(WorkQueueSpec spec, ClusterJob job) {}

  void apply(List<Manifest> manifests, boolean dryRun) {
    Endpoints outside = ClusterOptions.outside(common, around.env());
    List<Wanted> all = new ArrayList<>();
    manifests.forEach(manifest -> all.add(wanted(manifest, outside)));
    try (Cluster there = cluster.connect(around.env())) {
      all.forEach(wanted -> there.check(wanted.job()));
      for (Wanted wanted : all) {
        String done = dryRun ? "not applied (dry run)" : apply(wanted, there);
        around.lines().println("workqueuejob.gleaner.io/" + wanted.job().name() + " " + done);
      }
    }
  }

  private Wanted wanted(Manifest manifest, Endpoints outside) {
    if (manifest.kind() != ManifestKind.WORK_QUEUE_JOB) {
      throw GleanerException.configuration(
          "%s is no WorkQueueJob: kubectl applies it to a cluster.".formatted(manifest.name()));
    }
    ObjectNode json = manifest.spec();
    if (json.path("suspend").asBoolean() || json.has("podFailurePolicy")) {
      throw GleanerException.configuration(
          "%s has suspend or podFailurePolicy, which --on kubernetes does not take."
              .formatted(manifest.name()));
    }
    WorkQueueSpec spec = WorkQueueReader.read(json);
    SentSpec sent = spec.job();
    Integer ttl = sent.ttlSecondsAfterFinished();
    ClusterJob job =
        new ClusterJob(
            new JobName(manifest.name()),
            "",
            pods.inside(outside, around.env()),
            Objects.requireNonNullElse(sent.parallelism(), 1),
            Objects.requireNonNullElse(sent.backoffLimit(), JobSpec.DEFAULT_BACKOFF_LIMIT),
            seconds(sent.activeDeadlineSeconds()),
            pods.pod(spec.handler(), json.path("template")),
            new ClusterJob.After(true, ttl == null ? null : Duration.ofSeconds(ttl)));
    return new Wanted(spec, job);
  }

  private static @Nullable Duration seconds(@Nullable Long seconds) {
    return seconds == null ? null : Duration.ofSeconds(seconds);
  }

  private String apply(Wanted wanted, Cluster there) {
    JobName name = wanted.job().name();
    try (JobServers servers = JobServers.configured(name, common, around);
        QueueAccess queue = servers.queue(QueueType.QUORUM, "apply");
        JobSession session = servers.open("apply", ledgerSpec(wanted), new StopSignal(), queue)) {
      if (Verdict.ended(session.summary())) {
        return "unchanged: " + Verdict.sentence(session.summary());
      }
      session.lead();
      JobFiles files = new JobFiles(StateFolder.of(name, around.env()), session.uid()).prepare();
      new Filler(
              session,
              queue,
              items(wanted.spec()),
              files.republishNote(),
              new StopSignal(),
              around::say)
          .fill(true);
      ClusterNote.write(files, there.address());
      boolean made = there.submit(wanted.job().withUid(session.uid()));
      return !made ? "unchanged" : session.opened().created() ? "created" : "configured";
    }
  }

  /** Nobody watches the pods' deadline: the ledger has to know of it. */
  private static io.gleaner.ledger.JobSpec ledgerSpec(Wanted wanted) {
    io.gleaner.ledger.JobSpec spec = wanted.spec().ledger();
    Duration deadline = wanted.job().activeDeadline();
    return new io.gleaner.ledger.JobSpec(
        spec.parameters(),
        spec.leaseMillis(),
        spec.retry(),
        spec.maxFailedItems(),
        spec.tolerateFailedItems(),
        deadline == null ? spec.activeDeadlineMillis() : deadline.toMillis(),
        spec.maxWaitingResultBytes(),
        spec.speculate());
  }

  private static ItemSource items(WorkQueueSpec spec) {
    String file = spec.items().file();
    return file == null
        ? new ListItemSource(spec.items().list())
        : FileItemSource.open(Path.of(file), spec.items().format(), spec.maxItemBytes());
  }
}
