package io.gleaner.worker.cli;

import io.gleaner.config.EndpointOptions;
import io.gleaner.config.Endpoints;
import io.gleaner.config.JobName;
import io.gleaner.config.Quantities;
import io.gleaner.config.ServerWait;
import io.gleaner.config.ServersFile;
import io.gleaner.config.StateFolder;
import io.gleaner.failure.ExitCode;
import io.gleaner.failure.GleanerException;
import io.gleaner.ledger.JobSpec;
import io.gleaner.ledger.redis.RedisLedger;
import io.gleaner.ledger.redis.RedisLedgers;
import io.gleaner.queue.ItemConsumer;
import io.gleaner.queue.amqp.AmqpConnections;
import io.gleaner.queue.amqp.AmqpItemConsumer;
import io.gleaner.queue.amqp.AmqpSettings;
import io.gleaner.worker.handler.Handler;
import io.gleaner.worker.handler.guard.HandlerGuard;
import io.gleaner.worker.runtime.Worker;
import io.gleaner.worker.state.WorkerEffect;
import io.gleaner.worker.state.WorkerSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes items from a Job's queue and runs a handler for each, until all is done. */
@Command(
    name = "gleaner worker",
    mixinStandardHelpOptions = true,
    versionProvider = VersionFromManifest.class,
    sortOptions = false,
    abbreviateSynopsis = true,
    description = "Works on a Job: runs a command, or a Java handler, for each of its items.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  gleaner worker --job thumbs -- convert {} -resize 200 {.}.png",
      "  gleaner worker --job thumbs --concurrency 4 --item-timeout 5m -- ./process",
      "  gleaner worker --job index --handler-classpath app.jar",
      "  gleaner worker --job thumbs --max-items 1 --completions 19 -- ./process",
      "",
      "Exit codes: 0 the Job is complete (with --completions: or this worker's share is), 1 an"
          + " error of its own, 2 usage or configuration,",
      "  3 the Job failed, 75 stopped gracefully before the end, 143 ended by a signal."
    })
final class WorkerCommand implements Callable<Integer> {
  private final Map<String, String> env;
  private final TerminationLog lastWord;

  @Option(
      names = "--job",
      required = true,
      paramLabel = "NAME",
      description = "The Job to work on.")
  private String job = "";

  @Option(
      names = "--broker",
      paramLabel = "URI",
      description = "RabbitMQ: amqp(s)://… (or GLEANER_BROKER).")
  private @Nullable String broker;

  @Option(
      names = "--ledger",
      paramLabel = "URI",
      description = "Redis: redis(s)://… (or GLEANER_LEDGER).")
  private @Nullable String ledger;

  @Option(
      names = "--broker-file",
      paramLabel = "FILE",
      description = "A file that holds the broker's URI.")
  private @Nullable Path brokerFile;

  @Option(
      names = "--ledger-file",
      paramLabel = "FILE",
      description = "A file that holds the ledger's URI.")
  private @Nullable Path ledgerFile;

  @Option(
      names = {"-c", "--concurrency"},
      paramLabel = "K",
      defaultValue = "1",
      description = "How many items run at once in this worker (default: ${DEFAULT-VALUE}).")
  private int concurrency = 1;

  @Option(
      names = "--drain",
      paramLabel = "TIME",
      defaultValue = "20s",
      description =
          "How long running items may take to finish when asked to stop (default:"
              + " ${DEFAULT-VALUE}).")
  private String drain = "20s";

  @Option(
      names = "--await-servers",
      paramLabel = "TIME",
      defaultValue = "0",
      description =
          "How long to wait at the start for servers that do not answer yet (default: not at all).")
  private String awaitServers = "0";

  @Option(names = "--uid", hidden = true, description = "The Job's uid, when the caller knows it.")
  private String uid = "";

  @Option(names = "--id", hidden = true, description = "The worker's id.")
  private @Nullable String id;

  @Option(
      names = "--batch-time",
      hidden = true,
      paramLabel = "TIME",
      description = "How much work of short items is taken ahead at most; 0ms for none.")
  private @Nullable String batchTime;

  @Option(
      names = "--launched",
      hidden = true,
      description = "End of file on standard input means that the launcher is gone.")
  private boolean launched;

  @Mixin private final ShareOptions share = new ShareOptions();

  @Mixin private final HandlerOptions handlerOptions = new HandlerOptions();

  @Option(names = "--verbose", description = "Log more, and show where an error came from.")
  private boolean verbose;

  WorkerCommand(Map<String, String> env, TerminationLog lastWord) {
    this.env = env;
    this.lastWord = lastWord;
  }

  boolean verbose() {
    return verbose;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (verbose) {
      Logging.verbose();
    }
    JobName name = new JobName(job);
    if (concurrency < 1 || concurrency > 1_000) {
      throw GleanerException.configuration(
          "--concurrency must be between 1 and 1000, not " + concurrency + ".");
    }
    share.check();
    Duration drainTime = Quantities.duration(drain);
    Duration patience = Quantities.duration(awaitServers);
    String worker = id != null ? id : newId();
    HandlerChoice choice = handlerOptions.choose();
    Endpoints endpoints = endpoints(name);
    ServerWait wait =
        new ServerWait(patience, sentence -> System.err.println("gleaner worker: " + sentence));
    checkBroker(endpoints, wait);
    try (HandlerGuard guard = HandlerGuard.start(worker);
        Handler handler = choice.open(worker, guard);
        RedisLedger connected =
            wait.connect(
                () ->
                    RedisLedgers.connect(
                        endpoints.ledger(), name.value(), "gleaner-worker-" + worker))) {
      return work(name, worker, drainTime, endpoints, connected, handler, guard).code();
    }
  }

  private static void checkBroker(Endpoints endpoints, ServerWait wait) {
    AmqpConnections broker =
        AmqpConnections.to(endpoints.broker().toString(), AmqpSettings.defaults());
    wait.connect(
        () -> {
          broker.check();
          return broker;
        });
  }

  private ExitCode work(
      JobName name,
      String worker,
      Duration drainTime,
      Endpoints endpoints,
      RedisLedger connected,
      Handler handler,
      HandlerGuard guard)
      throws InterruptedException {
    WorkerSettings settings =
        new WorkerSettings(
            worker,
            host(),
            ProcessHandle.current().pid(),
            uid,
            concurrency,
            handlerOptions.grace().toMillis(),
            WorkerSettings.DEFAULT_MAX_PARKED,
            share.maxItems(),
            WorkerSettings.DEFAULT_POLL_MILLIS,
            WorkerSettings.DEFAULT_MAX_AHEAD,
            batchTime == null
                ? WorkerSettings.DEFAULT_BATCH_MILLIS
                : Quantities.duration(batchTime).toMillis());
    Worker running =
        new Worker(
            name.value(),
            settings,
            connected,
            spec -> consumer(endpoints, name, worker, spec),
            handler,
            guard::deadlineIn);
    StopSignals signals = StopSignals.listen(running, drainTime, handler, launched, lastWord);
    ExitCode code = ExitCode.ERROR;
    try {
      share.check(connected);
      WorkerEffect.Exit end = running.run();
      code = share.exitCode(end.code(), running.itemsDone(), connected);
      // Before the hook of a signal hears of the end: it halts the process.
      lastWord.write(end.sentence());
      return code;
    } catch (GleanerException e) {
      lastWord.write(String.valueOf(e.getMessage()));
      throw e;
    } finally {
      signals.ended(code);
    }
  }

  private static ItemConsumer consumer(
      Endpoints endpoints, JobName job, String worker, JobSpec spec) {
    AmqpSettings settings = AmqpSettings.forLease(Duration.ofMillis(spec.leaseMillis()));
    return new AmqpItemConsumer(
        AmqpConnections.to(endpoints.broker().toString(), settings), job.value(), worker);
  }

  private Endpoints endpoints(JobName name) {
    return Endpoints.find(new EndpointOptions(broker, ledger, brokerFile, ledgerFile), env)
        .or(() -> ServersFile.read(StateFolder.of(name, env)).map(ServersFile::endpoints))
        .orElseThrow(
            () ->
                GleanerException.configuration(
                    "No servers for Job '"
                        + name
                        + "': give --broker and --ledger (or GLEANER_BROKER and GLEANER_LEDGER), or"
                        + " start the Job here with 'gleaner run --job "
                        + name
                        + "'."));
  }

  private static String newId() {
    return host() + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9._-]", "_");
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
