package io.gleaner.faults.check;

import io.gleaner.faults.evidence.Evidence;
import io.gleaner.faults.evidence.LedgerEnd;
import io.gleaner.faults.evidence.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What was shown is durable: after all restarts, results and ledger say the same of every item, and
 * the ledger's count says the same as its bits.
 */
final class Order implements Invariant {
  @Override
  public String name() {
    return "7 Order";
  }

  @Override
  public List<String> violations(Evidence evidence) {
    List<String> found = new ArrayList<>();
    LedgerEnd ledger = evidence.ledger();
    Set<Integer> shown =
        evidence.results().stream()
            .filter(Result::done)
            .map(Result::index)
            .collect(Collectors.toSet());
    difference(ledger.done(), shown)
        .forEach(i -> found.add("item %d is done, but has no result".formatted(i)));
    difference(shown, ledger.done())
        .forEach(i -> found.add("item %d has a result, but is not done".formatted(i)));
    deadLetters(evidence, found);
    if (ledger.counted() != ledger.done().size()) {
      found.add(
          "the ledger counts %d items done, but %d bits are set"
              .formatted(ledger.counted(), ledger.done().size()));
    }
    if (evidence.decided() && ledger.leases() > 0) {
      found.add("the Job has ended, but %d leases are left".formatted(ledger.leases()));
    }
    evidence.results().stream()
        .filter(result -> !result.uid().equals(ledger.uid()))
        .forEach(
            result ->
                found.add("the result of item %d is another Job's".formatted(result.index())));
    return found;
  }

  /** Each dead letter has its result, and each failed result its dead letter or its retry. */
  private static void deadLetters(Evidence evidence, List<String> found) {
    Set<Integer> failed =
        evidence.results().stream()
            .filter(result -> !result.done())
            .map(Result::index)
            .collect(Collectors.toSet());
    difference(evidence.ledger().dead(), failed)
        .forEach(i -> found.add("item %d is a dead letter, but has no result".formatted(i)));
    if (!evidence.fates().retried()) {
      difference(failed, evidence.ledger().dead())
          .forEach(i -> found.add("item %d has failed, but is no dead letter".formatted(i)));
    }
  }

  private static Set<Integer> difference(Set<Integer> all, Set<Integer> without) {
    Set<Integer> rest = new TreeSet<>(all);
    rest.removeAll(without);
    return rest;
  }
}
