package io.gleaner.worker.state;

import io.gleaner.queue.DeliveryId;
import io.gleaner.worker.state.Holding.Step;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pcollections.PSortedSet;

/**
 * What a worker has in hand, by index; never changes. An array, since a step looks through all of
 * it several times and changes a part: a copy of some hundred references costs less than to walk
 * once through a tree of as many. The indexes stand apart, so that a search reads nothing else.
 */
final class Holdings {
  static final Holdings NONE =
      new Holdings(new long[0], new Holding[0], new int[Step.values().length], Map.of());

  private final long[] indexes;
  private final Holding[] byIndex;
  private final int[] counts;
  private final Map<Integer, Integer> byLane;

  private Holdings(long[] indexes, Holding[] byIndex, int[] counts, Map<Integer, Integer> byLane) {
    this.indexes = indexes;
    this.byIndex = byIndex;
    this.counts = counts;
    this.byLane = byLane;
  }

  int size() {
    return byIndex.length;
  }

  /** How many are at a step. */
  int count(Step step) {
    return counts[place(step)];
  }

  /** All of them, in the order of their indexes. */
  List<Holding> values() {
    return Collections.unmodifiableList(Arrays.asList(byIndex));
  }

  @Nullable Holding get(long index) {
    int at = Arrays.binarySearch(indexes, index);
    return at < 0 ? null : byIndex[at];
  }

  /** To be changed. */
  Draft draft() {
    return new Draft(this);
  }

  /** Its place among the counts, which nobody sees. */
  @SuppressWarnings("EnumOrdinal")
  private static int place(Step step) {
    return step.ordinal();
  }

  /** Holdings being changed by one step. */
  static final class Draft {
    /** Room for what comes, so that the first of it does not copy once more. */
    private static final int SLACK = 8;

    private final Holdings before;
    private final int[] counts;
    private final Map<Integer, Integer> byLane;
    private long[] indexes;
    private Holding[] byIndex;
    private int size;
    private boolean changed;

    private Draft(Holdings before) {
      this.before = before;
      this.byLane = new HashMap<>(before.byLane);
      this.indexes = before.indexes;
      this.byIndex = before.byIndex;
      this.size = before.byIndex.length;
      this.counts = before.counts.clone();
    }

    boolean isEmpty() {
      return size == 0;
    }

    /** How many are at a step. */
    int count(Step step) {
      return counts[place(step)];
    }

    /** How many deliveries of a lane they have. */
    int deliveries(int lane) {
      return byLane.getOrDefault(lane, 0);
    }

    @Nullable Holding get(long index) {
      int at = find(index);
      return at < 0 ? null : byIndex[at];
    }

    /** All of them as they are now, in the order of their indexes; later changes do not show. */
    List<Holding> values() {
      return Collections.unmodifiableList(Arrays.asList(Arrays.copyOf(byIndex, size)));
    }

    /** Those that are at a step now, in the order of their indexes. */
    List<Holding> at(Step step) {
      Holding[] found = new Holding[count(step)];
      for (int i = 0, next = 0; next < found.length; i++) {
        if (byIndex[i].step() == step) {
          found[next++] = byIndex[i];
        }
      }
      return Collections.unmodifiableList(Arrays.asList(found));
    }

    void put(Holding holding) {
      own();
      int at = find(holding.item().index());
      if (at < 0) {
        at = -1 - at;
        insert(at, holding.item().index());
        count(holding.deliveries(), 1);
      } else {
        Holding other = byIndex[at];
        counts[place(other.step())]--;
        if (!other.deliveries().equals(holding.deliveries())) {
          count(other.deliveries(), -1);
          count(holding.deliveries(), 1);
        }
      }
      byIndex[at] = holding;
      counts[place(holding.step())]++;
    }

    void remove(long index) {
      int at = find(index);
      if (at >= 0) {
        own();
        Holding gone = byIndex[at];
        counts[place(gone.step())]--;
        count(gone.deliveries(), -1);
        size--;
        System.arraycopy(indexes, at + 1, indexes, at, size - at);
        System.arraycopy(byIndex, at + 1, byIndex, at, size - at);
      }
    }

    Holdings done() {
      return changed
          ? new Holdings(
              Arrays.copyOf(indexes, size), Arrays.copyOf(byIndex, size), counts.clone(), byLane)
          : before;
    }

    private int find(long index) {
      return Arrays.binarySearch(indexes, 0, size, index);
    }

    private void insert(int at, long index) {
      if (size == indexes.length) {
        int room = size + size / 2 + SLACK;
        indexes = Arrays.copyOf(indexes, room);
        byIndex = Arrays.copyOf(byIndex, room);
      }
      System.arraycopy(indexes, at, indexes, at + 1, size - at);
      System.arraycopy(byIndex, at, byIndex, at + 1, size - at);
      indexes[at] = index;
      size++;
    }

    private void count(PSortedSet<DeliveryId> deliveries, int change) {
      for (DeliveryId id : deliveries) {
        byLane.merge(id.lane(), change, (one, other) -> one + other == 0 ? null : one + other);
      }
    }

    private void own() {
      if (!changed) {
        changed = true;
        indexes = Arrays.copyOf(indexes, size + SLACK);
        byIndex = Arrays.copyOf(byIndex, size + SLACK);
      }
    }
  }
}
