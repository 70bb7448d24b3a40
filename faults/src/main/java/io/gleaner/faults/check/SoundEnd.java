package io.gleaner.faults.check;

import io.gleaner.faults.evidence.Event;
import io.gleaner.faults.evidence.EventKind;
import io.gleaner.faults.evidence.Evidence;
import io.gleaner.faults.evidence.Result;
import java.util.ArrayList;
import java.util.List;

/**
 * Nobody exits with a verdict before the Job has it: every winning handler came to its end before
 * the first exit 0 or 3 of its generation, and after an exit 0 the ledger says complete.
 */
final class SoundEnd implements Invariant {
  @Override
  public String name() {
    return "3 Sound end";
  }

  @Override
  public List<String> violations(Evidence evidence) {
    List<String> found = new ArrayList<>();
    evidence
        .firstSuccess()
        .filter(success -> !evidence.ledger().complete())
        .ifPresent(
            success ->
                found.add(
                    "%s exited 0, but the ledger's phase is '%s'"
                        .formatted(success.worker(), evidence.ledger().phase())));
    for (Evidence.Verdict verdict : evidence.firstVerdicts()) {
      check(evidence, verdict, found);
    }
    return found;
  }

  private static void check(Evidence evidence, Evidence.Verdict verdict, List<String> found) {
    Event exit = verdict.exit();
    for (Event end : evidence.of(EventKind.END)) {
      boolean late = end.line() > exit.line() && end.line() < verdict.until();
      if (late && evidence.results().stream().anyMatch(result -> won(result, end))) {
        found.add(
            "%s exited %s before item %d was done"
                .formatted(exit.worker(), exit.detail(), end.index()));
      }
    }
  }

  private static boolean won(Result result, Event end) {
    return result.index() == end.index() && result.token() == end.token();
  }
}
