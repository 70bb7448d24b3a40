package io.gleaner.faults.check;

import io.gleaner.faults.evidence.Evidence;
import java.util.List;

/** One invariant of the design, looked for in what was recorded of a run. Pure. */
public interface Invariant {
  /** As the design names it. */
  String name();

  /** A sentence for each violation. */
  List<String> violations(Evidence evidence);
}
