package io.gleaner.faults.check;

import io.gleaner.faults.evidence.Event;
import io.gleaner.faults.evidence.Evidence;
import java.util.ArrayList;
import java.util.List;

/**
 * Once a worker has exited 0, no handler runs and none starts; and when every worker has ended, no
 * process of a handler is left. Frozen workers are excepted, as the design says.
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
    evidence
        .firstSuccess()
        .ifPresent(
            success -> {
              for (Event event : evidence.events()) {
                if (event.line() > success.line()
                    && event.byHandler()
                    && !freezes.excuse(event.worker(), event)) {
                  found.add(
                      "after the exit 0 of %s, a handler of %s went on: %s"
                          .formatted(success.worker(), event.worker(), event.text()));
                }
              }
            });
    evidence.left().forEach(process -> found.add("left after the end: " + process));
    return found;
  }
}
