package io.gleaner.faults.run;

import io.gleaner.faults.check.Invariants;
import io.gleaner.faults.check.Takeovers;
import io.gleaner.faults.check.Violation;
import io.gleaner.faults.evidence.Event;
import io.gleaner.faults.evidence.EventKind;
import io.gleaner.faults.evidence.Evidence;
import io.gleaner.faults.evidence.LedgerEnd;
import io.gleaner.faults.evidence.LedgerReader;
import io.gleaner.faults.evidence.RunFiles;
import io.gleaner.faults.fault.Fault;
import io.gleaner.faults.process.ProcFs;
import io.gleaner.faults.process.Waiting;
import io.gleaner.faults.schedule.Planned;
import io.gleaner.faults.servers.Backend;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** One Job under faults, from its first process to the check of what it left. */
public final class FaultedJob {
  private static final Duration DELETING = Duration.ofSeconds(30);

  private final Path gleaner;
  private final Backend backend;
  private final List<Fault> kinds;
  private final BooleanSupplier stopped;

  /**
   * Prepares nothing yet.
   *
   * @param gleaner the program
   * @param backend servers that run
   * @param kinds the kinds of fault that schedules mean
   * @param stopped whether the run is to be given up
   */
  public FaultedJob(Path gleaner, Backend backend, List<Fault> kinds, BooleanSupplier stopped) {
    this.gleaner = gleaner;
    this.backend = backend;
    this.kinds = kinds;
    this.stopped = stopped;
  }

  /**
   * Runs the Job, injects the faults, and checks.
   *
   * @param run which run of the soak
   * @param seed makes the items
   * @param path the run's folder, deleted if nothing was violated
   * @throws CancellationException if the run was given up; only its folder is left then
   */
  public RunOutcome run(int run, long seed, Shape shape, List<Planned> schedule, Path path) {
    List<Shape.Item> items = shape.list(seed);
    RunFolder folder = RunFolder.create(path, items);
    String job =
        "faults-%d-%s".formatted(run, Long.toString(ProcFs.uptimeMillis(), Character.MAX_RADIX));
    Journal journal = new Journal(folder.journal());
    Program program = new Program(gleaner, backend, job, folder, shape);
    long began = System.nanoTime();
    try (Stage stage = new Stage(backend, job, journal, program, shape);
        Mending mending =
            new Mending(
                stage, folder, () -> ledger(job), shape.deaths() == Deaths.RETRIED_ON_THE_WAY)) {
      Injector injector =
          new Injector(
              stage,
              journal,
              kinds,
              shape.leaseMillis(),
              () -> stage.jobEnded() || stopped.getAsBoolean());
      stage.start();
      if (shape.deaths().retried()) {
        mending.start();
      }
      injector.play(schedule);
      BooleanSupplier nothingToWaitFor = () -> stage.allEnded() || stopped.getAsBoolean();
      boolean ended = new EndOfRun(folder, shape.boundMillis(items)).await(nothingToWaitFor);
      if (stopped.getAsBoolean()) {
        throw new CancellationException("run " + run + " was given up");
      }
      journal.note(EventKind.OVER, "-", ended ? "ended" : "late");
      Evidence evidence = collect(shape, items, folder, job);
      List<Violation> violations = Invariants.check(evidence);
      if (violations.isEmpty()) {
        await(stage.delete());
        folder.delete();
      }
      return new RunOutcome(
          run,
          shape.items(),
          evidence.of(EventKind.START).size(),
          (System.nanoTime() - began) / 1_000_000,
          ProcFs.load(),
          withHandlersOwn(injector.injected(), evidence),
          exits(evidence),
          Takeovers.of(evidence),
          violations,
          path);
    }
  }

  private Evidence collect(Shape shape, List<Shape.Item> items, RunFolder folder, String job) {
    List<String> left =
        ProcFs.withVariable("GLEANER_JOB=" + job).stream()
            .map(pid -> pid + " " + String.join(" ", ProcFs.commandLine(pid)))
            .toList();
    return new Evidence(
        shape.items(),
        shape.leaseMillis(),
        shape.concurrency(),
        shape.speculates(),
        shape.boundMillis(items),
        shape.fates(),
        ExitsInLogs.added(RunFiles.journal(folder.journal()), folder.workerLogs(job)),
        RunFiles.results(folder.results()),
        ledger(job),
        left);
  }

  private LedgerEnd ledger(String job) {
    return LedgerReader.read(backend.ledger().port(), backend.secret(), job);
  }

  private static Map<String, Integer> withHandlersOwn(
      Map<String, Integer> injected, Evidence evidence) {
    Map<String, Integer> all = new TreeMap<>(injected);
    all.put("handler kills its own worker", evidence.of(EventKind.SUICIDE).size());
    all.put(
        "handler fails",
        (int) evidence.of(EventKind.END).stream().filter(e -> !e.detail().equals("0")).count());
    all.put("handler has a backup", backups(evidence));
    all.put("handler never succeeds", evidence.fates().doomed().size());
    all.put("handlers mended, dead letters put back", evidence.retries());
    return all;
  }

  /** How many starts met an older attempt that went on. */
  private static int backups(Evidence evidence) {
    return (int)
        evidence.of(EventKind.START).stream()
            .filter(
                start ->
                    evidence.events().subList(start.line(), evidence.events().size()).stream()
                        .anyMatch(
                            event ->
                                event.byHandler()
                                    && event.index() == start.index()
                                    && event.token() < start.token()))
            .count();
  }

  private static Map<String, Integer> exits(Evidence evidence) {
    Map<String, Integer> exits = new TreeMap<>();
    for (Event exit : evidence.ends()) {
      String by = exit.kind() == EventKind.GONE ? "launched worker " : "worker ";
      String who = exit.worker().startsWith(Event.COORDINATOR) ? "coordinator " : by;
      who = exit.worker().startsWith(Event.RETRY) ? "retry " : who;
      exits.merge(who + exit.detail(), 1, Integer::sum);
    }
    return exits;
  }

  private static void await(Process process) {
    if (!Waiting.until(DELETING, () -> !process.isAlive())) {
      process.destroyForcibly();
    }
  }
}
