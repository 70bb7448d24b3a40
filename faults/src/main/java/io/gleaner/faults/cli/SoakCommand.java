package io.gleaner.faults.cli;

import io.gleaner.faults.process.ProcFs;
import io.gleaner.faults.report.SoakReport;
import io.gleaner.faults.run.RunOutcome;
import io.gleaner.faults.run.Soak;
import io.gleaner.faults.servers.Backend;
import io.gleaner.faults.servers.ContainerBackend;
import io.gleaner.faults.servers.Fsync;
import io.gleaner.faults.servers.NativeBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs Jobs under faults for a given time, checks each, and writes a report. */
@Command(
    name = "soak",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    showDefaultValues = true,
    description = "Runs Jobs on real servers under a seeded schedule of faults, and checks each.",
    footer = {"", "Exit codes: 0 no violation, 1 a violation or an error, 2 usage."})
final class SoakCommand implements Callable<Integer> {
  /** After so many runs in a row that could not be judged the servers are past helping. */
  private static final int HOPELESS = 3;

  /** Where the servers come from. */
  enum BackendKind {
    NATIVE,
    CONTAINERS
  }

  @Option(names = "--minutes", description = "No run begins after so many minutes.")
  private int minutes = 60;

  @Option(names = "--runs", description = "At most so many runs.")
  private int runs = Integer.MAX_VALUE;

  @Option(names = "--first-run", description = "The first run's number: repeats one of a soak.")
  private int firstRun;

  @Option(names = "--seed", description = "Makes schedules and items.")
  private long seed = 1;

  @Option(names = "--items", description = "How many items a Job has.")
  private int items = 200;

  @Option(names = "--lease-millis", description = "The lease of the Jobs.")
  private long leaseMillis = 3_000;

  @Option(names = "--backend", description = "native (installed here) or containers (by docker).")
  private BackendKind kind = BackendKind.NATIVE;

  @Option(names = "--rabbitmq-image", description = "The broker's image.")
  private String rabbitImage = "rabbitmq:4.3-management";

  @Option(names = "--redis-image", description = "The ledger's image.")
  private String redisImage = "redis:8";

  @Option(names = "--appendfsync", description = "When Redis syncs: always or everysec.")
  private Fsync fsync = Fsync.ALWAYS;

  @Option(names = "--gleaner", required = true, description = "The assembled program.")
  private Path gleaner = Path.of("gleaner");

  @Option(names = "--keep", description = "Where the evidence of runs with violations is kept.")
  private @Nullable Path keep;

  @Option(names = "--report", description = "Where the report is written, anew after each run.")
  private @Nullable Path report;

  @Override
  public Integer call() throws IOException {
    if (!ProcFs.available()) {
      System.err.println("soak: needs /proc, to see processes as they are");
      return 2;
    }
    Path folder = keep != null ? keep : Files.createTempDirectory("gleaner-faults-runs");
    List<RunOutcome> outcomes = new ArrayList<>();
    Backend backend =
        kind == BackendKind.NATIVE
            ? NativeBackend.create(fsync)
            : ContainerBackend.create(rabbitImage, redisImage, fsync);
    // Ctrl-C and SIGTERM leave nothing behind either: a run's own processes end by their stage.
    Interruption interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(interruption.hook());
    try (backend) {
      backend.start();
      Soak soak =
          new Soak(
              gleaner.toAbsolutePath(),
              backend,
              seed,
              items,
              leaseMillis,
              folder,
              interruption::asked);
      SoakFactsFinder facts = new SoakFactsFinder(backend, gleaner, command(), leaseMillis);
      long until = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
      for (int run = firstRun; goesOn(until, run, outcomes, interruption); run++) {
        RunOutcome outcome = judged(soak, run);
        outcomes.add(outcome);
        System.out.println(RunLine.of(outcome));
        if (report != null) {
          Files.writeString(report, SoakReport.of(facts.facts(), outcomes));
        }
      }
    } catch (CancellationException e) {
      System.err.println("soak: " + e.getMessage());
      return 1;
    } finally {
      interruption.over();
    }
    return outcomes.stream().allMatch(outcome -> outcome.violations().isEmpty()) ? 0 : 1;
  }

  /** One run that cannot be judged must not end the soak. */
  private static RunOutcome judged(Soak soak, int run) {
    try {
      return soak.run(run);
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException e) {
      return RunOutcome.failed(run, e, soak.folder());
    }
  }

  private boolean goesOn(
      long until, int run, List<RunOutcome> outcomes, Interruption interruption) {
    int last = outcomes.size();
    boolean hopeless =
        last >= HOPELESS
            && outcomes.subList(last - HOPELESS, last).stream().noneMatch(RunOutcome::judged);
    return System.nanoTime() - until < 0
        && run - firstRun < runs
        && !hopeless
        && !interruption.asked();
  }

  private String command() {
    String servers =
        kind == BackendKind.NATIVE
            ? "--backend native"
            : "--backend containers --rabbitmq-image %s --redis-image %s"
                .formatted(rabbitImage, redisImage);
    return ".ci/soak --minutes %d --seed %d --items %d --lease-millis %d --appendfsync %s %s"
        .formatted(
            minutes, seed, items, leaseMillis, fsync.name().toLowerCase(Locale.ROOT), servers);
  }
}
