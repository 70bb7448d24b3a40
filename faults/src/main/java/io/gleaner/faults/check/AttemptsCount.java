package io.gleaner.faults.check;

import io.gleaner.faults.evidence.Event;
import io.gleaner.faults.evidence.EventKind;
import io.gleaner.faults.evidence.Evidence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Starts count as attempts (ADR 0039). A later start never has a smaller number than an earlier
 * one, unless its item was put back. It has the same number only in two cases. The earlier one
 * killed its worker while that had it in a batch, which happens to an item once. Or the earlier one
 * was given back or lost with a batch, and for that there must be a fault near it. A backup has a
 * number of its own (ADR 0042): where both were given back the next one may be smaller by one.
 */
final class AttemptsCount implements Invariant {
  @Override
  public String name() {
    return "Attempts";
  }

  @Override
  public List<String> violations(Evidence evidence) {
    List<String> found = new ArrayList<>();
    IntStream.range(0, evidence.items()).forEach(index -> check(evidence, index, found));
    return found;
  }

  private static void check(Evidence evidence, int index, List<String> found) {
    List<Event> starts =
        evidence.of(EventKind.START).stream()
            .filter(start -> start.index() == index)
            .sorted(Comparator.comparingLong(Event::token))
            .toList();
    int uncounted = 0;
    for (int i = 1; i < starts.size(); i++) {
      Event before = starts.get(i - 1);
      Event start = starts.get(i);
      boolean putBack = evidence.fates().retried() && evidence.fates().doomed().contains(index);
      boolean bothBack =
          evidence.speculates()
              && start.attempt() == before.attempt() - 1
              && faultNear(evidence, before, start);
      if (start.attempt() < before.attempt() && !putBack && !bothBack) {
        found.add(
            "item %d was started as attempt %d after attempt %d"
                .formatted(index, start.attempt(), before.attempt()));
      } else if (start.attempt() == before.attempt() && before.token() != start.token()) {
        if (killedItsWorker(evidence, before)) {
          uncounted++;
        } else if (!faultNear(evidence, before, start)) {
          found.add(
              "attempt %d of item %d was started twice, and no fault was near"
                  .formatted(start.attempt(), index));
        }
      }
    }
    if (uncounted > 1) {
      found.add(
          "item %d killed its worker %d times without its attempt being counted"
              .formatted(index, uncounted));
    }
  }

  private static boolean killedItsWorker(Evidence evidence, Event start) {
    return evidence.of(EventKind.SUICIDE).stream().anyMatch(e -> e.token() == start.token());
  }

  /**
   * Whether something that ends a worker, or cuts it off, was there from a while before the first
   * start to the second: a fault, or another item that killed the worker.
   */
  private static boolean faultNear(Evidence evidence, Event first, Event second) {
    long from = first.millis() - 2 * evidence.leaseMillis();
    Set<Integer> active = new HashSet<>();
    boolean near = false;
    for (Event event : evidence.events().subList(0, second.line())) {
      switch (event.kind()) {
        case FAULT -> active.add(event.index());
        case HEALED -> {
          active.remove(event.index());
          near |= event.millis() >= from;
        }
        case SUICIDE, KILLED, ASKED, FROZEN, THAWED, GONE, EXIT -> near |= event.millis() >= from;
        case START, TICK, LEFT, END, BEGAN, OVER -> {
          // Nothing that ends a handler.
        }
      }
    }
    return near || !active.isEmpty();
  }
}
