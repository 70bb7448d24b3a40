package io.gleaner.worker.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.item.Bytes;
import io.gleaner.item.WorkItem;
import io.gleaner.queue.DeliveryId;
import io.gleaner.worker.state.Holding.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a worker has in hand, against a map. */
class HoldingsTest {
  private static final int INDEXES = 40;
  private static final int LANES = 3;
  private static final List<Step> STEPS = List.of(Step.values());

  @Test
  void afterAnyChangesItHoldsWhatAMapWouldAndCountsIt() {
    Random random = new Random(7);
    Holdings holdings = Holdings.NONE;
    Map<Long, Holding> map = new TreeMap<>();
    for (int step = 0; step < 2_000; step++) {
      List<Holding> before = List.copyOf(map.values());
      Holdings.Draft draft = holdings.draft();
      for (int change = random.nextInt(6); change > 0; change--) {
        long index = random.nextInt(INDEXES);
        if (random.nextInt(3) == 0) {
          draft.remove(index);
          map.remove(index);
        } else {
          Holding holding = holding(index, STEPS.get(random.nextInt(STEPS.size())), random);
          draft.put(holding);
          map.put(index, holding);
        }
        assertThat(draft.values()).containsExactlyElementsOf(map.values());
      }
      assertSameAs(map, draft);
      assertThat(holdings.values()).as("what it was made from").isEqualTo(before);
      holdings = draft.done();
      assertThat(holdings.values()).containsExactlyElementsOf(map.values());
      assertThat(holdings.size()).isEqualTo(map.size());
      for (Step each : STEPS) {
        assertThat(holdings.count(each)).isEqualTo(at(map, each).size());
      }
    }
  }

  private static void assertSameAs(Map<Long, Holding> map, Holdings.Draft draft) {
    assertThat(draft.isEmpty()).isEqualTo(map.isEmpty());
    for (Step each : STEPS) {
      assertThat(draft.at(each)).isEqualTo(at(map, each));
      assertThat(draft.count(each)).isEqualTo(at(map, each).size());
    }
    for (long index = -1; index <= INDEXES; index++) {
      assertThat(draft.get(index)).isSameAs(map.get(index));
    }
    for (int lane = 0; lane <= LANES; lane++) {
      assertThat(draft.deliveries(lane)).isEqualTo(deliveries(map, lane));
    }
  }

  @Test
  void aDraftThatChangesNothingIsWhatItWasMadeFrom() {
    Holdings.Draft draft = Holdings.NONE.draft();
    draft.put(holding(3, Step.WAITING));
    Holdings one = draft.done();
    Holdings.Draft idle = one.draft();
    idle.remove(4);
    assertThat(idle.done()).isSameAs(one);
  }

  @Test
  void whoGoesThroughWhatWasThereDoesNotSeeWhatIsPutMeanwhile() {
    Holdings.Draft draft = Holdings.NONE.draft();
    draft.put(holding(1, Step.WAITING));
    draft.put(holding(2, Step.WAITING));
    List<Long> seen = new ArrayList<>();
    for (Holding each : draft.at(Step.WAITING)) {
      seen.add(each.item().index());
      draft.put(each.in(Step.PARKED, 0));
      draft.put(holding(3, Step.WAITING));
    }
    assertThat(seen).containsExactly(1L, 2L);
    assertThat(draft.count(Step.PARKED)).isEqualTo(2);
  }

  private static List<Holding> at(Map<Long, Holding> map, Step step) {
    return map.values().stream().filter(each -> each.step() == step).toList();
  }

  private static int deliveries(Map<Long, Holding> map, int lane) {
    return (int)
        map.values().stream()
            .flatMap(each -> each.deliveries().stream())
            .filter(id -> id.lane() == lane)
            .count();
  }

  /** With one delivery to three. */
  private static Holding holding(long index, Step step, Random random) {
    Holding holding = holding(index, step);
    for (int more = random.nextInt(3); more > 0; more--) {
      DeliveryId id = new DeliveryId(1 + random.nextInt(LANES), random.nextInt(INDEXES));
      holding = holding.with(holding.deliveries().plus(id));
    }
    return holding;
  }

  private static Holding holding(long index, Step step) {
    return Holding.waiting(new WorkItem(index, Bytes.EMPTY), new DeliveryId(1, index)).in(step, 0);
  }
}
