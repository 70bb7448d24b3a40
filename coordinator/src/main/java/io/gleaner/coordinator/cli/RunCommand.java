package io.gleaner.coordinator.cli;

import io.gleaner.config.Endpoints;
import io.gleaner.config.JobName;
import io.gleaner.config.StateFolder;
import io.gleaner.coordinator.job.JobSpec;
import io.gleaner.coordinator.launch.cluster.Cluster;
import io.gleaner.coordinator.launch.cluster.ClusterJob;
import io.gleaner.coordinator.runtime.JobFiles;
import io.gleaner.coordinator.runtime.JobSession;
import io.gleaner.coordinator.runtime.QueueAccess;
import io.gleaner.coordinator.runtime.StopSignal;
import io.gleaner.failure.ExitCode;
import io.gleaner.failure.GleanerException;
import io.gleaner.queue.amqp.QueueType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gleaner run}: fills a Job, launches its workers, shows its results, and knows its end. */
@Command(
    name = "run",
    sortOptions = false,
    description = "Run a command for each item, on many workers, until all is done.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ls *.png | gleaner run -p 4 -- convert {} {.}.jpg",
      "  find . -name '*.log' -print0 | gleaner run -0 -p 8 --tag -- grep -c ERROR",
      "  gleaner run --job index -a ids.txt -p 4 --results out.jsonl -- ./process {}",
      "  gleaner run --on kubernetes --image me/worker:1 -n batch -p 8 -a ids.txt -- ./process {}",
      "",
      "Exit codes: 0 complete, 1 internal, 2 usage, 3 the job failed, 130 interrupted."
    })
final class RunCommand implements Callable<Integer> {
  private final Surroundings around;

  @Spec private @Nullable CommandSpec self;

  @Mixin private final CommonOptions common = new CommonOptions();

  @Option(
      names = "--job",
      paramLabel = "NAME",
      converter = JobNameConverter.class,
      description = "The job's name: an interrupted run resumes by it. Default: a new one.")
  private @Nullable JobName job;

  @Option(
      names = {"-p", "-j", "--parallelism"},
      paramLabel = "N",
      description = "How many workers run at once. Default: one for each processor.")
  private @Nullable Integer parallelism;

  @Option(
      names = "--backoff-limit",
      paramLabel = "N",
      defaultValue = "6",
      description = "How many workers may fail before the job does. Default: ${DEFAULT-VALUE}.")
  private int backoffLimit = JobSpec.DEFAULT_BACKOFF_LIMIT;

  @Option(
      names = "--queue-type",
      paramLabel = "TYPE",
      defaultValue = "QUORUM",
      description = "quorum or classic, on RabbitMQ. Default: quorum.")
  private QueueType type = QueueType.QUORUM;

  @Option(names = "--dry-run", description = "Only print what would run, one item a line.")
  private boolean dryRun;

  @Mixin private final ItemOptions items = new ItemOptions();
  @Mixin private final ResultOptions results = new ResultOptions();
  @Mixin private final JobOptions options = new JobOptions();
  @Mixin private final ClusterOptions cluster = new ClusterOptions();
  @Mixin private final PodOptions pods = new PodOptions();
  @Mixin private final WorkOptions work = new WorkOptions();

  RunCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    results.check();
    checkPlace();
    JobSpec crew = crewSpec();
    if (dryRun) {
      return DryRun.print(items, work.words(), around).code();
    }
    JobName name = job != null ? job : newName();
    StateFolder folder = StateFolder.of(name, around.env());
    ExitCode code =
        cluster.onKubernetes() ? runOnCluster(name, folder, crew) : runHere(name, folder, crew);
    if (code == ExitCode.COMPLETE && job == null) {
      folder.remove();
    }
    return code.code();
  }

  private void checkPlace() {
    if (cluster.onKubernetes()) {
      work.checkWords();
      pods.image();
    } else if (cluster.clusterGiven() || pods.given()) {
      throw ClusterOptions.withoutCluster();
    } else {
      work.check(around.env());
    }
  }

  private ExitCode runHere(JobName name, StateFolder folder, JobSpec crew) {
    try (JobServers servers = servers(name)) {
      return run(
          name,
          folder,
          servers,
          new LocalCrews(around.env(), folder, servers.endpoints(), work, crew));
    }
  }

  private ExitCode runOnCluster(JobName name, StateFolder folder, JobSpec crew) {
    Endpoints outside = ClusterOptions.outside(common, around.env());
    ClusterJob pending =
        new ClusterJob(
            name,
            "",
            pods.inside(outside, around.env()),
            crew.parallelism(),
            crew.backoffLimit(),
            options.activeDeadline(),
            pods.pod(work),
            pods.after());
    try (Cluster there = cluster.connect(around.env());
        JobServers servers = JobServers.configured(name, common, around)) {
      // Before anything is filled: most of what can be refused is refused here.
      there.check(pending);
      return run(name, folder, servers, new ClusterCrews(there, pending));
    }
  }

  private ExitCode run(JobName name, StateFolder folder, JobServers servers, CrewFactory crews) {
    StopSignal stop = new StopSignal();
    try (QueueAccess queue = servers.queue(type, "run");
        JobSession session =
            servers.open("run", options.spec(work.parameters(items)), new StopSignal(), queue)) {
      JobFiles files = new JobFiles(folder.create(), session.uid()).prepare();
      Run run = new Run(around, servers, session, queue, files, stop);
      ExitCode code = run.run(items, results, work.words(), crews);
      if (code == ExitCode.INTERRUPTED) {
        around.say("interrupted; what is done is kept. Resume with: " + resume(name));
      } else if (job == null && code == ExitCode.COMPLETE) {
        run.forget();
      }
      return code;
    }
  }

  private JobServers servers(JobName name) {
    return common.endpoints(around.env()).isPresent()
        ? JobServers.configured(name, common, around)
        : JobServers.embedded(name, around);
  }

  private JobSpec crewSpec() {
    if (parallelism == null && cluster.onKubernetes()) {
      throw GleanerException.configuration("How many pods? Give -p N.");
    }
    int workers = parallelism != null ? parallelism : Runtime.getRuntime().availableProcessors();
    if (workers < 1 || workers > 10_000) {
      throw GleanerException.configuration(
          "-p must be between 1 and 10000 workers, not " + workers + ".");
    }
    if (backoffLimit < 0) {
      throw GleanerException.configuration("--backoff-limit must not be negative.");
    }
    return JobSpec.workQueue(workers).withBackoffLimit(backoffLimit);
  }

  private static JobName newName() {
    return new JobName("run-" + UUID.randomUUID().toString().substring(0, 8));
  }

  private String resume(JobName name) {
    List<String> given =
        Optional.ofNullable(self)
            .map(spec -> spec.commandLine().getParseResult().originalArgs())
            .orElse(List.of());
    return ShellWords.resume(given, job == null ? Optional.of(name) : Optional.empty());
  }
}
