package io.gleaner.faults.check;

import io.gleaner.faults.evidence.Event;
import io.gleaner.faults.evidence.EventKind;
import io.gleaner.faults.evidence.Evidence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * When an attempt starts, no process of an earlier attempt is left, whatever became of its worker;
 * of a frozen worker's, when the thawed worker has had a second. Also, no superseded attempt
 * starts. Where items have backups (ADR 0042) two attempts may live at once, the newest ones.
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
    Map<Integer, Attempts> attempts = new HashMap<>();
    Map<Long, String> owners = new HashMap<>();
    for (Event event : evidence.events()) {
      if (!event.byHandler()) {
        continue;
      }
      owners.put(event.token(), event.worker());
      Attempts known =
          attempts.computeIfAbsent(event.index(), index -> new Attempts(evidence.speculates()));
      if (event.kind() == EventKind.LEFT) {
        long left = Long.parseLong(event.detail());
        String owner = owners.getOrDefault(left, "-");
        if (!known.mayStayBesideANewOne(left) && !freezes.excuse(owner, event)) {
          found.add(
              "a process of %s was left when attempt %d of item %d started on %s"
                  .formatted(owner, event.attempt(), event.index(), event.worker()));
        }
        continue;
      }
      Event newer = known.supersededBy(event.token());
      if (newer != null && !freezes.excuse(event.worker(), event)) {
        found.add(
            "attempt %d of item %d on %s was superseded by attempt %d, and went on: %s"
                .formatted(
                    event.attempt(), event.index(), event.worker(), newer.attempt(), event.text()));
      } else if (event.kind() == EventKind.START) {
        known.add(event);
      }
    }
    return found;
  }

  /** The newest starts of an item, as many as may run at once. */
  private static final class Attempts {
    private final int most;
    private final TreeMap<Long, Event> newest = new TreeMap<>();

    Attempts(boolean speculates) {
      most = speculates ? 2 : 1;
    }

    void add(Event start) {
      newest.put(start.token(), start);
      if (newest.size() > most) {
        newest.pollFirstEntry();
      }
    }

    /** The attempt that leaves no place for this one, or null. */
    @Nullable Event supersededBy(long token) {
      return newest.size() == most && token < newest.firstKey()
          ? newest.firstEntry().getValue()
          : null;
    }

    boolean mayStayBesideANewOne(long token) {
      return most > 1 && !newest.isEmpty() && token >= newest.lastKey();
    }
  }
}
