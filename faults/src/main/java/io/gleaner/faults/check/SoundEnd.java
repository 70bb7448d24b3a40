package io.gleaner.faults.check;

import io.gleaner.faults.evidence.Event;
import io.gleaner.faults.evidence.EventKind;
import io.gleaner.faults.evidence.Evidence;
import io.gleaner.faults.evidence.Result;
import java.util.ArrayList;
import java.util.List;

/**
 * Nobody exits 0 before the Job is complete: every winning handler came to its end before the first
 * exit 0, and the ledger says complete.
 */
final class SoundEnd implements Invariant {
  @Override
  public String name() {
    return "3 Sound end";
  }

  @Override
  public List<String> violations(Evidence evidence) {
    List<String> found = new ArrayList<>();
    evidence.firstSuccess().ifPresent(success -> check(evidence, success, found));
    return found;
  }

  private static void check(Evidence evidence, Event success, List<String> found) {
    if (!evidence.ledger().complete()) {
      found.add(
          "%s exited 0, but the ledger's phase is '%s'"
              .formatted(success.worker(), evidence.ledger().phase()));
    }
    for (Event end : evidence.of(EventKind.END)) {
      boolean late = end.line() > success.line();
      if (late && evidence.results().stream().anyMatch(result -> won(result, end))) {
        found.add("%s exited 0 before item %d was done".formatted(success.worker(), end.index()));
      }
    }
  }

  private static boolean won(Result result, Event end) {
    return result.index() == end.index() && result.token() == end.token();
  }
}
