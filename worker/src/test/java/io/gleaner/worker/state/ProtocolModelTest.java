package io.gleaner.worker.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.ledger.LedgerRules;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Explores every interleaving of the real pure functions, for small cases, with faults, and checks
 * every invariant of the design in every state. Takes one rule away at a time and sees an invariant
 * break.
 */
// The budget of faults is an array with a place for each kind.
@SuppressWarnings("EnumOrdinal")
class ProtocolModelTest {
  private static World start(int workers, Map<Fault, Integer> faults) {
    ModelWorker[] all = new ModelWorker[workers];
    int[] budget = new int[Fault.values().length];
    faults.forEach((fault, times) -> budget[fault.ordinal()] = times);
    for (int w = 0; w < workers; w++) {
      all[w] = ModelWorker.named(String.valueOf((char) ('a' + w)));
    }
    return new World(all, budget);
  }

  private static Explorer.Report explore(Model model, int workers, Map<Fault, Integer> faults) {
    World world = start(workers, faults);
    for (int w = 0; w < workers; w++) {
      model.happen(world, w, new WorkerEvent.QueueUp());
    }
    long began = System.nanoTime();
    Explorer.Report report = new Explorer(model).explore(world);
    System.out.printf(
        "%d workers, %d items, %s: %s (%d s)%n",
        workers, model.items, faults, report, (System.nanoTime() - began) / 1_000_000_000);
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
    holds(explore(whole(2), 2, faults(Fault.CRASH, Fault.FREEZE, Fault.REDELIVERY)));
  }

  @Test
  void aRollbackAndAFillerCrashTwoWorkersOneItem() {
    holds(explore(whole(1), 2, faults(Fault.ROLLBACK, Fault.FILLER_CRASH)));
  }
}
