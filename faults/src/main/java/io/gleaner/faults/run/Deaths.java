package io.gleaner.faults.run;

import io.gleaner.faults.evidence.Fates;
import java.util.Set;

/** What becomes of items whose handlers never succeed. */
enum Deaths {
  /** There are none. */
  NONE,
  /** The Job allows for as many. */
  TOLERATED,
  /** They fail the Job. */
  FINAL,
  /** Their handlers are mended, and they are put back as soon as there is one. */
  RETRIED_ON_THE_WAY,
  /** Their handlers are mended, and they are put back when the Job has failed. */
  RETRIED_AFTER_THE_END;

  /** Each kind in turn. */
  static Deaths ofTurn(int turn) {
    return values()[1 + turn % (values().length - 1)];
  }

  boolean retried() {
    return this == RETRIED_ON_THE_WAY || this == RETRIED_AFTER_THE_END;
  }

  Fates fates(Set<Integer> doomed) {
    return new Fates(doomed, this == TOLERATED, retried());
  }
}
