package io.gleaner.worker.state;

import static io.gleaner.worker.state.Fault.CRASH;
import static io.gleaner.worker.state.Fault.EARLY_EXPIRY;
import static io.gleaner.worker.state.Fault.FAILURE;
import static io.gleaner.worker.state.Fault.FREEZE;
import static io.gleaner.worker.state.Fault.HASTY_SEAL;
import static io.gleaner.worker.state.Fault.REDELIVERY;
import static io.gleaner.worker.state.Fault.RETRY;
import static io.gleaner.worker.state.Fault.ROLLBACK;
import static io.gleaner.worker.state.Fault.SYNC;
import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.ledger.LedgerRules;
import io.gleaner.ledger.WeakenedLedgerRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Takes one rule of the protocol away at a time and sees an invariant break. */
class ProtocolRulesTest {
  /** Each rule of the ledger, what shows why it is there, and the invariant that breaks. */
  static Stream<Arguments> ledgerRules() {
    return Stream.of(
        Arguments.of(
            "TOKENS_OUTGROW_A_ROLLBACK", Setup.of(1, ROLLBACK, FREEZE), Invariants.ONE_COMMIT),
        Arguments.of(
            "RECOVERY_DROPS_LEASES", Setup.of(1, ROLLBACK, FREEZE, SYNC), Invariants.ONE_COMMIT),
        Arguments.of(
            "SUPERSEDED_TAKE_UP_NOTHING",
            Setup.of(1, ROLLBACK, EARLY_EXPIRY, REDELIVERY),
            Invariants.ONE_COMMIT),
        Arguments.of(
            "SETTLING_GRANTS_NOTHING", Setup.of(1, ROLLBACK, REDELIVERY), Invariants.LEASE),
        Arguments.of(
            "SETTLING_IS_NOT_QUIESCENT",
            Setup.of(1, ROLLBACK, EARLY_EXPIRY, REDELIVERY),
            Invariants.QUIET_END),
        Arguments.of(
            "SEAL_NEEDS_THE_MARK", Setup.of(1, HASTY_SEAL).overlapping(), Invariants.NO_LOSS),
        Arguments.of(
            "COMMITS_ARE_FENCED", Setup.of(1, EARLY_EXPIRY, REDELIVERY), Invariants.ONE_COMMIT),
        Arguments.of(
            "BATCHES_COUNT_NO_ATTEMPT",
            Setup.of(2, CRASH).ahead(1).attempts(1),
            Invariants.ATTEMPTS),
        Arguments.of(
            "SUSPECTS_ARE_GRANTED_ALONE", Setup.of(2, CRASH).ahead(1), Invariants.ATTEMPTS),
        // A copy of a running item comes to a worker that nobody has asked for a backup.
        Arguments.of("BACKUPS_ARE_SOUGHT", Setup.of(1, REDELIVERY).speculating(), Invariants.LEASE),
        Arguments.of(
            "NEVER_A_THIRD", Setup.of(1, REDELIVERY).workers(3).speculating(), Invariants.LEASE),
        Arguments.of("THE_OTHER_DECIDES", Setup.of(1, FAILURE).speculating(), Invariants.LEASE),
        // A worker that stood still gets its grant long after its last heartbeat.
        Arguments.of(
            "HOLDERS_ARE_HEARD_OF", Setup.of(1, FREEZE).speculating(), Invariants.QUIET_END),
        Arguments.of("LOSERS_ARE_AWAITED", Setup.of(1).speculating(), Invariants.QUIET_END),
        Arguments.of("QUIESCENCE", Setup.of(1, EARLY_EXPIRY, REDELIVERY), Invariants.QUIET_END));
  }

  @ParameterizedTest
  @MethodSource("ledgerRules")
  void withoutARuleOfTheLedgerAnInvariantBreaks(String rule, Setup setup, String invariant) {
    breaks(rule, new Model(setup, WeakenedLedgerRules.without(rule), null, true), invariant);
  }

  /** Each rule of the worker, what shows why it is there, and the invariant that breaks. */
  static Stream<Arguments> workerRules() {
    return Stream.of(
        Arguments.of(WorkerRule.ACKNOWLEDGE_BEHIND_A_BARRIER, Setup.of(1), Invariants.ORDER),
        Arguments.of(
            WorkerRule.FACTS_COVER_WHAT_WAS_IN_HAND,
            Setup.of(2, FAILURE, RETRY).workers(1).slots(3).attempts(1).relaunching(),
            Invariants.NO_LOSS),
        Arguments.of(WorkerRule.A_BROKEN_BARRIER_IS_VOID, Setup.of(1, ROLLBACK), Invariants.ORDER),
        Arguments.of(
            WorkerRule.EXIT_BEHIND_A_BARRIER, Setup.of(1), Invariants.DOUBT_IS_NEVER_SUCCESS),
        Arguments.of(
            WorkerRule.AN_END_IS_OF_ITS_EPOCH,
            Setup.of(1, FAILURE, RETRY, FREEZE).attempts(1).relaunching(),
            Invariants.DOUBT_IS_NEVER_SUCCESS),
        Arguments.of(WorkerRule.PARK_WHAT_ANOTHER_HOLDS, Setup.of(1, REDELIVERY), Invariants.ORDER),
        // A parked copy starves another item only when that comes to the queue later.
        Arguments.of(
            WorkerRule.PARKING_TAKES_NO_SLOT,
            Setup.of(2, REDELIVERY).overlapping(),
            Invariants.LIVE_END),
        Arguments.of(WorkerRule.LEASES_ARE_NOT_OUTLIVED, Setup.of(1, FREEZE), Invariants.LEASE),
        Arguments.of(
            WorkerRule.A_TOKEN_IS_FOR_ONE_START,
            Setup.of(2, ROLLBACK, FREEZE).ahead(1).itemsAlike(),
            Invariants.ONE_COMMIT));
  }

  @ParameterizedTest
  @MethodSource("workerRules")
  void withoutARuleOfTheWorkerAnInvariantBreaks(WorkerRule rule, Setup setup, String invariant) {
    breaks(rule.name(), new Model(setup, LedgerRules.whole(), rule, true), invariant);
  }

  @Test
  void aHandlerThatOutlivesItsWorkerBreaksAnInvariant() {
    Model model = new Model(Setup.of(1, CRASH), LedgerRules.whole(), null, false);
    breaks("A handler dies with its worker", model, Invariants.QUIET_END);
  }

  private static void breaks(String rule, Model model, String invariant) {
    Explorer.Report report = Explorer.explore(model);
    ModelReport.without(rule, model.setup, report);
    assertThat(report.violation()).as("without %s: %s", rule, report).startsWith(invariant);
    assertThat(report.trace()).isNotEmpty();
  }

  @Test
  void everyRuleIsRemovedByATest() {
    assertThat(ledgerRules().map(row -> row.get()[0]))
        .containsExactlyInAnyOrderElementsOf(WeakenedLedgerRules.names());
    assertThat(workerRules().map(row -> row.get()[0]))
        .containsExactlyInAnyOrder((Object[]) WorkerRule.values());
  }
}
