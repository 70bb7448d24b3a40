package io.gleaner.faults.run;

import io.gleaner.faults.evidence.Event;
import io.gleaner.faults.evidence.EventKind;
import io.gleaner.faults.fault.Fault;
import io.gleaner.faults.fault.Injection;
import io.gleaner.faults.process.Waiting;
import io.gleaner.faults.schedule.Planned;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** Carries out the schedule of one run, on the caller's thread. */
final class Injector {
  private static final long STEP_MILLIS = 10;

  private final Stage stage;
  private final Journal journal;
  private final List<Fault> kinds;
  private final long leaseMillis;
  private final BooleanSupplier over;
  private final List<Active> active = new ArrayList<>();
  private final Map<String, Integer> injected = new TreeMap<>();
  private int count;

  Injector(
      Stage stage, Journal journal, List<Fault> kinds, long leaseMillis, BooleanSupplier over) {
    this.stage = stage;
    this.journal = journal;
    this.kinds = kinds;
    this.leaseMillis = leaseMillis;
    this.over = over;
  }

  /** Injects until the schedule or the Job is over; all is healed when this returns. */
  void play(List<Planned> schedule) {
    try {
      for (Planned planned : schedule) {
        Fault fault = kinds.get(planned.kind());
        if (fault.exclusive()) {
          awaitHealed();
        }
        pause(planned.gapMillis());
        if (over.getAsBoolean()) {
          break;
        }
        inject(fault, planned);
        if (fault.exclusive() || !planned.overlapping()) {
          awaitHealed();
        }
      }
      awaitHealed();
    } finally {
      // Also when interrupted: nothing stays frozen or cut.
      active.forEach(this::heal);
      active.clear();
    }
  }

  /** How many faults of each kind were injected. */
  Map<String, Integer> injected() {
    return injected;
  }

  private void inject(Fault fault, Planned planned) {
    int number = count++;
    journal.note(EventKind.FAULT, "-", number, fault.name());
    Optional<Injection> injection = fault.inject(stage, new Random(planned.seed()));
    if (injection.isEmpty()) {
      journal.note(EventKind.HEALED, "-", number, "nothing to hit");
      return;
    }
    injected.merge(fault.name(), 1, Integer::sum);
    long until = System.nanoTime() + fault.span().millis(leaseMillis, planned.where()) * 1_000_000;
    active.add(new Active(number, injection.get(), until, felt(fault)));
  }

  private void awaitHealed() {
    boolean goesOn = true;
    while (goesOn && !active.isEmpty()) {
      goesOn = step();
    }
  }

  private void pause(long millis) {
    long until = System.nanoTime() + millis * 1_000_000;
    boolean goesOn = true;
    while (goesOn && System.nanoTime() - until < 0 && !over.getAsBoolean()) {
      goesOn = step();
    }
  }

  /** Heals what is due; false if interrupted. */
  private boolean step() {
    for (Iterator<Active> each = active.iterator(); each.hasNext(); ) {
      Active next = each.next();
      if (System.nanoTime() - next.untilNanos() >= 0) {
        each.remove();
        heal(next);
      }
    }
    return Waiting.pause(STEP_MILLIS);
  }

  private void heal(Active fault) {
    fault.injection().heal().run();
    journal.note(
        EventKind.HEALED,
        fault.injection().target().replace(' ', '_'),
        fault.number(),
        fault.felt());
  }

  private static String felt(Fault fault) {
    if (fault.takesMessages()) {
      return Event.QUEUE;
    }
    return fault.exclusive() ? Event.SERVERS : "-";
  }

  private record Active(int number, Injection injection, long untilNanos, String felt) {}
}
