package io.gleaner.faults.run;

import io.gleaner.faults.evidence.Event;
import io.gleaner.faults.evidence.EventKind;
import io.gleaner.faults.fault.Site;
import io.gleaner.faults.fault.Target;
import io.gleaner.faults.process.ProcFs;
import io.gleaner.faults.process.Signal;
import io.gleaner.faults.proxy.Wires;
import io.gleaner.faults.servers.Backend;
import io.gleaner.faults.servers.ItemQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All processes of one Job: coordinators, workers started by hand, and launched ones. */
final class Stage implements Site, AutoCloseable {
  private static final int FAILED = 3;

  private final Backend backend;
  private final String job;
  private final Journal journal;
  private final Program program;
  private final Wires coordinatorWires;
  private final List<Wires> loneWires = new ArrayList<>();
  private final List<Kept> lone = new ArrayList<>();
  private final List<Kept> coordinators = new ArrayList<>();
  private final LaunchedWorkers launched;
  private final int verdict;
  private final Kept retry;
  private boolean retried;

  Stage(Backend backend, String job, Journal journal, Program program, Shape shape) {
    this.backend = backend;
    this.job = job;
    this.journal = journal;
    this.program = program;
    this.launched = new LaunchedWorkers(job, journal);
    this.coordinatorWires = wires();
    this.verdict = shape.fates().exitCode();
    this.retry = new Kept(Event.RETRY, journal, id -> program.retry(id, coordinatorWires));
    coordinators.add(coordinator(Event.COORDINATOR));
    for (int i = 1; i <= shape.lone(); i++) {
      Wires own = wires();
      loneWires.add(own);
      lone.add(new Kept("alone-" + i, journal, id -> program.worker(id, own)));
    }
  }

  private Wires wires() {
    return Wires.to(backend.broker().port(), backend.ledger().port());
  }

  private Kept coordinator(String name) {
    return new Kept(name, journal, id -> program.coordinator(id, coordinatorWires));
  }

  void start() {
    launched.watch();
    coordinators.get(0).start();
    lone.forEach(Kept::start);
  }

  /** Whether a coordinator has seen the end that the Job must come to. */
  synchronized boolean jobEnded() {
    return coordinators.stream().anyMatch(kept -> kept.endedWith(verdict));
  }

  /** Whether every process has ended, each with the verdict that the Job must come to. */
  synchronized boolean allEnded() {
    return kept().allMatch(kept -> kept.endedWith(verdict))
        && launched.targets().isEmpty()
        && (!retried || retry.endedWith(0));
  }

  /** The processes that have ended because the Job had failed. */
  synchronized List<Kept> failed() {
    return kept().filter(kept -> kept.endedWith(FAILED)).toList();
  }

  /** Whether all have. */
  synchronized boolean allFailed() {
    return kept().allMatch(kept -> kept.endedWith(FAILED)) && launched.targets().isEmpty();
  }

  /** Has all dead letters put back, as often as it takes; nothing if that is under way. */
  synchronized void retry() {
    if (!retried) {
      retried = true;
      retry.start();
    } else {
      retry.again();
    }
  }

  private Stream<Kept> kept() {
    return Stream.concat(coordinators.stream(), lone.stream());
  }

  /** Takes the Job with its queues off the servers. */
  Process delete() {
    return program.delete(coordinatorWires);
  }

  @Override
  public Backend backend() {
    return backend;
  }

  @Override
  public List<Target> lone() {
    return lone.stream().map(Kept::target).flatMap(Optional::stream).toList();
  }

  @Override
  public List<Target> launched() {
    return launched.targets();
  }

  @Override
  public synchronized List<Target> coordinators() {
    return coordinators.stream().map(Kept::target).flatMap(Optional::stream).toList();
  }

  @Override
  public List<Wires> loneWires() {
    return loneWires;
  }

  @Override
  public Wires coordinatorWires() {
    return coordinatorWires;
  }

  @Override
  public synchronized Target secondCoordinator() {
    Kept second = coordinator(Event.COORDINATOR + (coordinators.size() + 1));
    coordinators.add(second);
    second.start();
    return second.target().orElse(new Target(Event.COORDINATOR + coordinators.size(), 0));
  }

  @Override
  public ItemQueue queue() {
    return ItemQueue.of(backend, job);
  }

  @Override
  public void note(EventKind kind, String worker, String detail) {
    journal.note(kind, worker, detail);
  }

  @Override
  public void close() {
    synchronized (this) {
      coordinators.forEach(Kept::kill);
    }
    lone.forEach(Kept::kill);
    retry.kill();
    launched.close();
    // What is left of launched workers and of handlers; also frozen ones.
    Signal.KILL.send(
        ProcFs.pids().stream()
            .filter(
                pid ->
                    ProcFs.commandLine(pid).contains(job)
                        || ProcFs.hasVariable(pid, "GLEANER_JOB=" + job))
            .filter(pid -> pid != ProcessHandle.current().pid())
            .toList());
    loneWires.forEach(Wires::close);
    coordinatorWires.close();
  }
}
