package io.gleaner.worker.state;

import io.gleaner.worker.state.Holding.Step;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a worker has in hand, by index; never changes. An array, since a step looks through all of
 * it several times and changes a part: a copy of some hundred references costs less than to walk
 * once through a tree of as many.
 */
final class Holdings {
  static final Holdings NONE = new Holdings(new Holding[0], new int[Step.values().length]);

  private final Holding[] byIndex;
  private final int[] counts;

  private Holdings(Holding[] byIndex, int[] counts) {
    this.byIndex = byIndex;
    this.counts = counts;
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
    int at = find(byIndex, byIndex.length, index);
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

  private static int find(Holding[] sorted, int size, long index) {
    int low = 0;
    int high = size - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long found = sorted[middle].item().index();
      if (found == index) {
        return middle;
      } else if (found < index) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1 - low;
  }

  /** Holdings being changed by one step. */
  static final class Draft {
    /** Room for what comes, so that the first of it does not copy once more. */
    private static final int SLACK = 8;

    private final Holdings before;
    private final int[] counts;
    private Holding[] byIndex;
    private int size;
    private boolean changed;

    private Draft(Holdings before) {
      this.before = before;
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

    @Nullable Holding get(long index) {
      int at = find(byIndex, size, index);
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
      int at = find(byIndex, size, holding.item().index());
      if (at >= 0) {
        counts[place(byIndex[at].step())]--;
      } else {
        at = -1 - at;
        if (size == byIndex.length) {
          byIndex = Arrays.copyOf(byIndex, size + size / 2 + SLACK);
        }
        System.arraycopy(byIndex, at, byIndex, at + 1, size - at);
        size++;
      }
      byIndex[at] = holding;
      counts[place(holding.step())]++;
    }

    void remove(long index) {
      int at = find(byIndex, size, index);
      if (at >= 0) {
        own();
        counts[place(byIndex[at].step())]--;
        size--;
        System.arraycopy(byIndex, at + 1, byIndex, at, size - at);
      }
    }

    Holdings done() {
      return changed ? new Holdings(Arrays.copyOf(byIndex, size), counts.clone()) : before;
    }

    private void own() {
      if (!changed) {
        changed = true;
        byIndex = Arrays.copyOf(byIndex, size + SLACK);
      }
    }
  }
}
