package io.gleaner.faults.check;

import io.gleaner.faults.evidence.Evidence;
import java.util.ArrayList;
import java.util.List;

/** All that is checked after each run. */
public final class Invariants {
  private static final List<Invariant> ALL =
      List.of(
          new NoLoss(),
          new OneCommit(),
          new SoundEnd(),
          new QuietEnd(),
          new LiveEnd(),
          new DoubtIsNeverSuccess(),
          new Order(),
          new NothingLeft(),
          new TakenOverInTime(),
          new AttemptsCount());

  private Invariants() {}

  /** All of them. */
  public static List<Invariant> all() {
    return ALL;
  }

  /** Every violation, with the name of its invariant. */
  public static List<Violation> check(Evidence evidence) {
    List<Violation> found = new ArrayList<>();
    for (Invariant invariant : ALL) {
      found.addAll(Violation.of(invariant.name(), invariant.violations(evidence)));
    }
    return found;
  }
}
