package io.gleaner.coordinator.launch.kubernetes;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.gleaner.coordinator.launch.cluster.ClusterJob;
import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The Job of workers in its namespace: made, looked at, deleted. */
final class JobAccess {
  private static final Duration GLANCE = Duration.ofMillis(300);

  private final KubernetesClient client;
  private final ApiErrors errors;
  private final String namespace;
  private final ClusterJob job;

  JobAccess(KubernetesClient client, ApiErrors errors, ClusterJob job) {
    this.client = client;
    this.errors = errors;
    this.namespace = errors.namespace();
    this.job = job;
  }

  /** Whether the cluster would take the Job, as far as can be known without making it. */
  void check() {
    errors.call(
        () -> {
          Job there = find();
          if (there == null) {
            return client.resource(JobObject.of(job)).inNamespace(namespace).dryRun().create();
          }
          requireOurs(there);
          return there;
        });
  }

  /**
   * Makes the Job, unless the same is there already. What an earlier run of it has left is
   * replaced.
   *
   * @return whether it was made
   */
  boolean ensure() {
    Job wanted = JobObject.of(job);
    Job there = errors.call(this::find);
    boolean same = there != null && same(requireOurs(there), wanted);
    if (there != null && !same) {
      delete(DeletionPropagation.FOREGROUND);
      awaitGone();
    }
    Job owner =
        same && there != null
            ? there
            : errors.call(() -> client.resource(wanted).inNamespace(namespace).create());
    // Its pods wait for the Secret, which can only be its own once it is there.
    errors.call(
        () ->
            client
                .resource(ServersSecret.of(job.name(), job.endpoints(), owner))
                .inNamespace(namespace)
                .fieldManager(Labels.GLEANER)
                .forceConflicts()
                .serverSideApply());
    return !same;
  }

  private static boolean same(Job there, Job wanted) {
    Map<String, String> is = there.getMetadata().getAnnotations();
    Map<String, String> should = wanted.getMetadata().getAnnotations();
    return there.getMetadata().getDeletionTimestamp() == null
        && !new Sight(there, List.of(), List.of()).finished()
        && Objects.equals(is.get(Labels.UID), should.get(Labels.UID))
        && Objects.equals(is.get(Labels.DIGEST), should.get(Labels.DIGEST));
  }

  private Job requireOurs(Job there) {
    Map<String, String> labels = there.getMetadata().getLabels();
    if (labels == null || !Objects.equals(labels.get(Labels.MANAGED_BY), Labels.GLEANER)) {
      throw GleanerException.configuration(
          ("There is a Kubernetes Job %s in namespace %s that Gleaner has not made: delete it, or"
                  + " choose another name (--job).")
              .formatted(job.name(), namespace));
    }
    return there;
  }

  private void awaitGone() {
    long deadline = System.nanoTime() + job.pod().grace().plusSeconds(60).toNanos();
    while (errors.call(this::find) != null) {
      if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
        throw new GleanerException(
            ErrorKind.PERMANENT,
            ("The Kubernetes Job %s of an earlier run does not go away: see what holds it (kubectl"
                    + " -n %s describe job %s).")
                .formatted(job.name(), namespace, job.name()));
      }
      LockSupport.parkNanos(GLANCE.toNanos());
    }
  }

  private @Nullable Job find() {
    return NamedJob.of(client, errors, job.name()).get();
  }

  /** What there is of it now. */
  Sight look() {
    return errors.call(
        () -> {
          @Nullable Job there = find();
          List<PodState> pods =
              client
                  .resources(Pod.class)
                  .inNamespace(namespace)
                  .withLabels(Map.of("job-name", job.name().value(), Labels.UID, job.uid()))
                  .list()
                  .getItems()
                  .stream()
                  .map(PodState::new)
                  .toList();
          return new Sight(there, pods, refusals(there, pods.size()));
        });
  }

  private List<String> refusals(@Nullable Job there, int pods) {
    if (there == null || pods >= job.parallelism()) {
      return List.of();
    }
    return client
        .resources(Event.class)
        .inNamespace(namespace)
        .withField("involvedObject.uid", there.getMetadata().getUid())
        .withField("reason", "FailedCreate")
        .list()
        .getItems()
        .stream()
        .map(event -> String.valueOf(event.getMessage()))
        .toList();
  }

  /**
   * Has its pods stopped, or started again; nothing if it is gone.
   *
   * @return false if the server knows no suspension, and was asked for no pods instead
   */
  boolean suspend(boolean wanted) {
    Job there = errors.call(this::find);
    return there == null || new JobSuspension(client, errors, job.name()).set(there, wanted);
  }

  /** Deletes it with its pods, which stop gracefully; nothing if it is gone. */
  void delete(DeletionPropagation how) {
    errors.call(() -> NamedJob.of(client, errors, job.name()).withPropagationPolicy(how).delete());
  }
}
