package io.gleaner.faults.check;

import io.gleaner.faults.evidence.Event;
import io.gleaner.faults.evidence.EventKind;
import io.gleaner.faults.evidence.Evidence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When an attempt starts, no process of an earlier attempt is left, whatever became of its worker;
 * of a frozen worker's, when the thawed worker has had a second. Also, no superseded attempt
 * starts.
 */
final class NothingLeft implements Invariant {
  @Override
  public String name() {
    return "Nothing is left of a superseded attempt";
  }

  @Override
  public List<String> violations(Evidence evidence) {
    List<String> found = new ArrayList<>();
    Freezes freezes = new Freezes(evidence);
    Map<Integer, Event> newest = new HashMap<>();
    Map<Long, String> owners = new HashMap<>();
    for (Event event : evidence.events()) {
      if (!event.byHandler()) {
        continue;
      }
      owners.put(event.token(), event.worker());
      Event start = newest.get(event.index());
      if (event.kind() == EventKind.LEFT) {
        String owner = owners.getOrDefault(Long.parseLong(event.detail()), "-");
        if (!freezes.excuse(owner, event)) {
          found.add(
              "a process of %s was left when attempt %d of item %d started on %s"
                  .formatted(owner, event.attempt(), event.index(), event.worker()));
        }
      } else if (start != null && start.token() > event.token()) {
        if (!freezes.excuse(event.worker(), event)) {
          found.add(
              "attempt %d of item %d on %s was superseded by attempt %d, and went on: %s"
                  .formatted(
                      event.attempt(),
                      event.index(),
                      event.worker(),
                      start.attempt(),
                      event.text()));
        }
      } else if (event.kind() == EventKind.START) {
        newest.put(event.index(), event);
      }
    }
    return found;
  }
}
