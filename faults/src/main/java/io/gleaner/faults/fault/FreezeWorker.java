package io.gleaner.faults.fault;

import io.gleaner.faults.evidence.EventKind;
import io.gleaner.faults.process.ProcFs;
import io.gleaner.faults.process.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * SIGSTOP of a worker, and SIGCONT: of the worker alone, or of its guard and its handlers too, as
 * when its machine is paused.
 */
record FreezeWorker(boolean all, Span span) implements Fault {
  @Override
  public String name() {
    return "SIGSTOP of a worker%s, %s than its lease"
        .formatted(
            all ? " with guard and handlers" : "", span == Span.SHORT ? "shorter" : "longer");
  }

  @Override
  public Optional<Injection> inject(Site site, RandomGenerator random) {
    List<Target> workers = new ArrayList<>(site.lone());
    workers.addAll(site.launched());
    return Fault.choose(workers, random).map(target -> freeze(site, target));
  }

  private Injection freeze(Site site, Target target) {
    site.note(EventKind.FROZEN, target.id(), all ? "all" : "worker");
    Signal.STOP.send(target.pid());
    List<Long> frozen = new ArrayList<>(List.of(target.pid()));
    if (all) {
      // Nothing new can start now.
      List<Long> others =
          ProcFs.pids().stream()
              .filter(
                  pid ->
                      ProcFs.hasVariable(pid, "GLEANER_WORKER=" + target.id())
                          || isGuard(pid, target))
              .toList();
      Signal.STOP.send(others);
      frozen.addAll(others);
    }
    return new Injection(
        target.id(),
        () -> {
          Signal.CONT.send(frozen);
          site.note(EventKind.THAWED, target.id(), "-");
        });
  }

  private static boolean isGuard(long pid, Target target) {
    List<String> words = ProcFs.commandLine(pid);
    return words.contains("gleaner-guard") && words.contains(target.id());
  }
}
