package io.gleaner.worker.state;

import static io.gleaner.worker.state.WorkerRule.PARKING_TAKES_NO_SLOT;

import io.gleaner.worker.state.Holding.Step;
import java.util.HashMap;
import java.util.Map;

/**
 * Opens and cancels lanes so that the credit left adds up to the free slots, and to what is taken
 * ahead. A parked delivery uses credit of its lane for as long as it is parked, and a foreign one
 * until it is set aside, which no broker does that blocks publishers: another lane makes up for
 * them.
 */
final class Credit {
  private Credit() {}

  static void adjust(WorkerDraft draft) {
    Map<Integer, Integer> held = new HashMap<>();
    draft.lanes.keySet().forEach(lane -> held.put(lane, draft.items.deliveries(lane)));
    draft.aside.forEach(id -> held.merge(id.lane(), 1, Integer::sum));
    int wanted = wanted(draft);
    int free = 0;
    for (Map.Entry<Integer, WorkerState.Lane> lane : draft.lanes.entrySet()) {
      free += free(lane, held);
    }
    while (free > wanted) {
      free -= cancelOne(draft, held, free - wanted);
    }
    if (draft.queueUp && free < wanted) {
      draft.lanes = draft.lanes.plus(draft.nextLane, new WorkerState.Lane(wanted - free, true));
      draft.effect(new WorkerEffect.OpenLane(draft.nextLane, wanted - free));
      draft.nextLane++;
    }
    closeEmpty(draft, held);
  }

  /**
   * How many deliveries are to come. Those about to be acknowledged still count: they make room in
   * a moment.
   */
  private static int wanted(WorkerDraft draft) {
    int parked = draft.count(Step.PARKED);
    boolean taking =
        draft.working()
            && draft.now >= draft.claimsPausedUntil
            && parked + draft.aside.size() < draft.settings.maxParked();
    if (!taking) {
      return 0;
    }
    int coming =
        draft.room()
            - draft.count(Step.WAITING)
            - draft.count(Step.ENDED)
            - draft.count(Step.COMMITTING)
            - draft.count(Step.SETTLED)
            - draft.count(Step.RELEASING)
            - (draft.has(PARKING_TAKES_NO_SLOT) ? 0 : parked);
    return Math.max(0, coming);
  }

  private static int free(Map.Entry<Integer, WorkerState.Lane> lane, Map<Integer, Integer> held) {
    return lane.getValue().live()
        ? Math.max(0, lane.getValue().credit() - held.getOrDefault(lane.getKey(), 0))
        : 0;
  }

  /**
   * Cancels the newest lane whose credit is all surplus, or else the newest with any; returns what
   * that took away.
   */
  private static int cancelOne(WorkerDraft draft, Map<Integer, Integer> held, int surplus) {
    int best = 0;
    int bestFree = 0;
    for (Map.Entry<Integer, WorkerState.Lane> lane : draft.lanes.entrySet()) {
      int free = free(lane, held);
      boolean fits = free <= surplus;
      boolean bestFits = bestFree > 0 && bestFree <= surplus;
      if (free > 0 && (fits || !bestFits)) {
        best = lane.getKey();
        bestFree = free;
      }
    }
    WorkerState.Lane lane = draft.lanes.get(best);
    if (lane == null) {
      throw new IllegalStateException("there is surplus credit, but no lane has any");
    }
    draft.lanes = draft.lanes.plus(best, new WorkerState.Lane(lane.credit(), false));
    draft.effect(new WorkerEffect.CancelLane(best));
    return bestFree;
  }

  private static void closeEmpty(WorkerDraft draft, Map<Integer, Integer> held) {
    for (Map.Entry<Integer, WorkerState.Lane> lane : Map.copyOf(draft.lanes).entrySet()) {
      if (!lane.getValue().live() && held.getOrDefault(lane.getKey(), 0) == 0) {
        draft.lanes = draft.lanes.minus(lane.getKey());
        draft.effect(new WorkerEffect.CloseLane(lane.getKey()));
      }
    }
  }
}
