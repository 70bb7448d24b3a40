package io.gleaner.worker.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.ledger.LedgerRules;
import io.gleaner.ledger.WeakenedLedgerRules;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Explores every interleaving of the real pure functions, for small cases, with faults, and checks
 * every invariant of the design in every state. Takes one rule away at a time and sees an invariant
 * break.
 */
// The budget of faults is an array with a place for each kind.
@SuppressWarnings("EnumOrdinal")
class ProtocolModelTest {
  private static World start(Model model, int workers, Map<Fault, Integer> faults) {
    ModelWorker[] all = new ModelWorker[workers];
    int[] budget = new int[Fault.values().length];
    faults.forEach((fault, times) -> budget[fault.ordinal()] = times);
    for (int w = 0; w < workers; w++) {
      all[w] = ModelWorker.named(String.valueOf((char) ('a' + w)));
    }
    World world = new World(all, budget);
    for (int w = 0; w < workers; w++) {
      model.happen(world, w, new WorkerEvent.QueueUp());
    }
    return world;
  }

  /** Filling and draining overlap. */
  private static Explorer.Report explore(Model model, int workers, Map<Fault, Integer> faults) {
    return explore(model, start(model, workers, faults), faults);
  }

  /** Everything is filled and sealed before the first worker registers: far fewer states. */
  private static Explorer.Report exploreFilled(
      Model model, int workers, Map<Fault, Integer> faults) {
    World world = start(model, workers, faults);
    while (world.filler.step() != ModelFiller.Step.FINISHED) {
      model.fill(world);
    }
    return explore(model, world, faults);
  }

  private static Explorer.Report explore(Model model, World world, Map<Fault, Integer> faults) {
    long began = System.nanoTime();
    Explorer.Report report = new Explorer(model).explore(world);
    System.out.printf(
        "%d workers, %d items, %s: %s (%d s)%n",
        world.workers.length,
        model.items,
        faults,
        report,
        (System.nanoTime() - began) / 1_000_000_000);
    return report;
  }

  private static Model whole(long items) {
    return new Model(items, 9, LedgerRules.whole(), null, true);
  }

  private static Map<Fault, Integer> faults(Fault... kinds) {
    Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
    for (Fault kind : kinds) {
      faults.merge(kind, 1, Integer::sum);
    }
    return faults;
  }

  private static void holds(Explorer.Report report) {
    assertThat(report.violation()).as(report.toString()).isNull();
  }

  @Test
  void noFaultTwoWorkersTwoItems() {
    holds(explore(whole(2), 2, faults()));
  }

  @Test
  void aCrashAFreezeAndARedeliveryTwoWorkersTwoItems() {
    holds(exploreFilled(whole(2), 2, faults(Fault.CRASH, Fault.FREEZE, Fault.REDELIVERY)));
  }

  @Test
  void aRollbackAndAFillerCrashTwoWorkersOneItem() {
    holds(explore(whole(1), 2, faults(Fault.ROLLBACK, Fault.FILLER_CRASH)));
  }

  /** Combinations of faults, with an item that is filled before the first worker starts. */
  static Stream<Map<Fault, Integer>> faultsOnOneItem() {
    return Stream.of(
        faults(Fault.EARLY_EXPIRY, Fault.REDELIVERY, Fault.CUT),
        faults(Fault.STOP, Fault.FAILURE, Fault.CRASH),
        faults(Fault.ROLLBACK, Fault.REDELIVERY, Fault.FAILURE),
        faults(Fault.ROLLBACK, Fault.FREEZE),
        faults(Fault.ROLLBACK, Fault.EARLY_EXPIRY, Fault.REDELIVERY));
  }

  @ParameterizedTest
  @MethodSource("faultsOnOneItem")
  void faultsTogetherTwoWorkersOneItem(Map<Fault, Integer> faults) {
    holds(exploreFilled(whole(1), 2, faults));
  }

  @Test
  void anItemThatRunsOutOfAttempts() {
    Model once = new Model(1, 1, LedgerRules.whole(), null, true);
    holds(exploreFilled(once, 2, faults(Fault.CRASH, Fault.REDELIVERY, Fault.CUT)));
  }

  /** Each rule of the ledger, and the faults that show why it is there. */
  static Stream<Arguments> ledgerRules() {
    return Stream.of(
        Arguments.of("TOKENS_OUTGROW_A_ROLLBACK", faults(Fault.ROLLBACK, Fault.FREEZE)),
        Arguments.of("RECOVERY_DROPS_LEASES", faults(Fault.ROLLBACK, Fault.FREEZE, Fault.SYNC)),
        Arguments.of(
            "SUPERSEDED_TAKE_UP_NOTHING",
            faults(Fault.ROLLBACK, Fault.EARLY_EXPIRY, Fault.REDELIVERY)),
        Arguments.of(
            "SETTLING_GRANTS_NOTHING", faults(Fault.ROLLBACK, Fault.REDELIVERY, Fault.FAILURE)),
        Arguments.of(
            "SETTLING_IS_NOT_QUIESCENT",
            faults(Fault.ROLLBACK, Fault.EARLY_EXPIRY, Fault.REDELIVERY)),
        Arguments.of("COMMITS_ARE_FENCED", faults(Fault.EARLY_EXPIRY, Fault.REDELIVERY)),
        Arguments.of("QUIESCENCE", faults(Fault.EARLY_EXPIRY, Fault.REDELIVERY)));
  }

  @ParameterizedTest
  @MethodSource("ledgerRules")
  void withoutARuleOfTheLedgerAnInvariantBreaks(String rule, Map<Fault, Integer> faults) {
    Model model = new Model(1, 9, WeakenedLedgerRules.without(rule), null, true);
    breaks(rule, exploreFilled(model, 2, faults));
  }

  @Test
  void withoutTheMarkASealLosesItems() {
    Model model = new Model(1, 9, WeakenedLedgerRules.without("SEAL_NEEDS_THE_MARK"), null, true);
    breaks("SEAL_NEEDS_THE_MARK", explore(model, 2, faults(Fault.HASTY_SEAL)));
    holds(explore(whole(1), 2, faults(Fault.HASTY_SEAL)));
  }

  /** Each rule of the worker, and the faults that show why it is there. */
  static Stream<Arguments> workerRules() {
    return Stream.of(
        Arguments.of(WorkerRule.ACKNOWLEDGE_BEHIND_A_BARRIER, 1, faults()),
        Arguments.of(WorkerRule.A_BROKEN_BARRIER_IS_VOID, 1, faults(Fault.ROLLBACK)),
        Arguments.of(WorkerRule.EXIT_BEHIND_A_BARRIER, 1, faults()),
        Arguments.of(WorkerRule.PARK_WHAT_ANOTHER_HOLDS, 1, faults(Fault.REDELIVERY)),
        Arguments.of(WorkerRule.PARKING_TAKES_NO_SLOT, 2, faults(Fault.REDELIVERY)),
        Arguments.of(WorkerRule.LEASES_ARE_NOT_OUTLIVED, 1, faults(Fault.FREEZE)));
  }

  @ParameterizedTest
  @MethodSource("workerRules")
  void withoutARuleOfTheWorkerAnInvariantBreaks(
      WorkerRule rule, long items, Map<Fault, Integer> faults) {
    Model model = new Model(items, 9, LedgerRules.whole(), rule, true);
    // A parked copy starves another item only when that comes to the queue later.
    breaks(rule.name(), items == 1 ? exploreFilled(model, 2, faults) : explore(model, 2, faults));
  }

  @Test
  void aHandlerThatOutlivesItsWorkerBreaksAnInvariant() {
    Model model = new Model(1, 9, LedgerRules.whole(), null, false);
    breaks("A handler dies with its worker", exploreFilled(model, 2, faults(Fault.CRASH)));
  }

  private static void breaks(String rule, Explorer.Report report) {
    assertThat(report.violation()).as("without %s: %s", rule, report).isNotNull();
    assertThat(report.trace()).isNotEmpty();
  }

  @Test
  void everyRuleIsRemovedByATest() {
    assertThat(
            Stream.concat(Stream.of("SEAL_NEEDS_THE_MARK"), ledgerRules().map(row -> row.get()[0])))
        .containsAll(WeakenedLedgerRules.names());
    assertThat(workerRules().map(row -> row.get()[0])).contains((Object[]) WorkerRule.values());
  }
}
