package io.gleaner.faults.check;

import io.gleaner.faults.evidence.Event;
import io.gleaner.faults.evidence.EventKind;
import io.gleaner.faults.evidence.Evidence;
import io.gleaner.faults.evidence.Result;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An item becomes terminal once, and once more only if it was a dead letter that was put back: one
 * result each, of an attempt that the journal knows from start to end and that was not superseded
 * before its end. A commit comes after its handler's end, and a handler starts after its grant: so
 * if a newer attempt's start is before the winner's end, the winner was committed although it was
 * superseded. Where items have backups (ADR 0042) it takes two newer ones.
 */
final class OneCommit implements Invariant {
  @Override
  public String name() {
    return "2 One commit";
  }

  @Override
  public List<String> violations(Evidence evidence) {
    List<String> found = new ArrayList<>();
    Set<Integer> done = new HashSet<>();
    Set<Integer> failed = new HashSet<>();
    for (Result result : evidence.results()) {
      if (!(result.done() ? done : failed).add(result.index())) {
        found.add("item %d has two results".formatted(result.index()));
      }
      if (result.done()) {
        winner(evidence, result, found);
      } else {
        failure(evidence, result, found);
      }
    }
    // One that failed may be put back and succeed.
    if (!evidence.fates().retried()) {
      done.stream()
          .filter(failed::contains)
          .forEach(index -> found.add("item %d has failed and is done".formatted(index)));
    }
    Set<List<Long>> started = new HashSet<>();
    for (Event start : evidence.of(EventKind.START)) {
      if (!started.add(List.of((long) start.index(), start.token()))) {
        found.add(
            "item %d was started twice under the token %d".formatted(start.index(), start.token()));
      }
    }
    return found;
  }

  private static void failure(Evidence evidence, Result result, List<String> found) {
    if (!evidence.fates().doomed().contains(result.index())) {
      found.add("item %d failed for good, though its handler succeeds".formatted(result.index()));
    }
  }

  private static void winner(Evidence evidence, Result result, List<String> found) {
    Optional<Event> end =
        evidence.of(EventKind.END).stream()
            .filter(e -> e.index() == result.index() && e.token() == result.token())
            .findFirst();
    if (end.isEmpty()) {
      found.add(
          "the result of item %d has the token %d, under which no handler came to its end"
              .formatted(result.index(), result.token()));
      return;
    }
    if (end.get().attempt() != result.attempt()) {
      found.add(
          "the result of item %d says attempt %d, but its handler ran as attempt %d"
              .formatted(result.index(), result.attempt(), end.get().attempt()));
    }
    evidence.of(EventKind.START).stream()
        .filter(start -> start.index() == result.index() && start.token() > result.token())
        .filter(start -> start.line() < end.get().line())
        .skip(evidence.speculates() ? 1 : 0)
        .findFirst()
        .ifPresent(
            newer ->
                found.add(
                    "item %d was committed under the token %d, though attempt %d had started before"
                            .formatted(result.index(), result.token(), newer.attempt())
                        + " under the token "
                        + newer.token()));
  }
}
