package io.gleaner.faults.check;

import io.gleaner.faults.evidence.Event;
import io.gleaner.faults.evidence.Evidence;
import java.util.ArrayList;
import java.util.List;

/**
 * Once a worker has exited with the Job's verdict, 0 or 3, no handler runs and none starts until
 * the Job is opened again; and when every worker has ended, no process of a handler is left. Frozen
 * workers are excepted, as the design says.
 */
final class QuietEnd implements Invariant {
  @Override
  public String name() {
    return "4 Quiet end";
  }

  @Override
  public List<String> violations(Evidence evidence) {
    List<String> found = new ArrayList<>();
    Freezes freezes = new Freezes(evidence);
    for (Evidence.Verdict verdict : evidence.firstVerdicts()) {
      Event exit = verdict.exit();
      for (Event event : evidence.events()) {
        if (event.line() > exit.line()
            && event.line() < verdict.until()
            && event.byHandler()
            && !freezes.excuse(event.worker(), event)) {
          found.add(
              "after the exit %s of %s, a handler of %s went on: %s"
                  .formatted(exit.detail(), exit.worker(), event.worker(), event.text()));
        }
      }
    }
    evidence.left().forEach(process -> found.add("left after the end: " + process));
    return found;
  }
}
