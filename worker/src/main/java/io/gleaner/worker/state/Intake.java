package io.gleaner.worker.state;

import static io.gleaner.worker.state.WorkerRule.FACTS_COVER_WHAT_WAS_IN_HAND;

import io.gleaner.queue.Delivery;
import io.gleaner.queue.DeliveryId;
import io.gleaner.worker.state.Holding.Step;
import java.util.function.Predicate;
import org.pcollections.PSortedSet;
import org.pcollections.TreePMap;

/** What comes from the queue, and what is lost with a lane. */
final class Intake {
  private Intake() {}

  static void delivered(WorkerDraft draft, Delivery delivery) {
    long index = delivery.item().index();
    Holding known = draft.items.get(index);
    if (!draft.working()) {
      draft.effect(new WorkerEffect.GiveBack(delivery.id()));
    } else if (!delivery.uid().equals(draft.uid)) {
      draft.effect(new WorkerEffect.SetAside(delivery.id(), "it belongs to another Job"));
    } else if (known != null) {
      // A copy, or the delivery that replaces one lost with its channel while the item runs here.
      draft.put(
          draft.has(FACTS_COVER_WHAT_WAS_IN_HAND)
              ? known.joinedBy(delivery.id())
              : known.with(known.deliveries().plus(delivery.id())));
    } else {
      draft.put(Holding.waiting(delivery.item(), delivery.id()));
    }
  }

  static void laneLost(WorkerDraft draft, int lane) {
    draft.lanes = draft.lanes.minus(lane);
    forget(draft, id -> id.lane() == lane);
  }

  static void queueDown(WorkerDraft draft) {
    draft.queueUp = false;
    // An opening that is still on its way must not open a lane on the next connection.
    draft.lanes.keySet().forEach(lane -> draft.effect(new WorkerEffect.CloseLane(lane)));
    draft.lanes = TreePMap.empty();
    forget(draft, id -> true);
  }

  /**
   * The deliveries are back in the queue; what neither runs nor awaits an answer goes with them.
   */
  private static void forget(WorkerDraft draft, Predicate<DeliveryId> lost) {
    for (DeliveryId id : draft.aside) {
      if (lost.test(id)) {
        draft.aside = draft.aside.minus(id);
      }
    }
    for (Holding holding : draft.holdings()) {
      PSortedSet<DeliveryId> left = holding.deliveries();
      for (DeliveryId id : holding.deliveries()) {
        if (lost.test(id)) {
          left = left.minus(id);
        }
      }
      if (left.size() == holding.deliveries().size()) {
        continue;
      }
      Holding now = holding.with(left);
      boolean idle =
          holding.step() == Step.WAITING
              || holding.step() == Step.PARKED
              || holding.step() == Step.SETTLED;
      if (idle) {
        draft.putOrDrop(now);
      } else {
        draft.put(now);
      }
    }
  }
}
