package io.gleaner.worker.state;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How a fingerprint names what a state speaks of: tokens by their order, items by their index, or,
 * where they are interchangeable, by what has happened to them.
 */
// An ordinal is as good a number as any while the process lives.
@SuppressWarnings("EnumOrdinal")
final class Names {
  /** Who the state does not know. */
  static final int NONE = -2;

  private final long[] tokens;
  private final int[] numbers;
  private final int[] order;
  private final boolean sharing;

  Names(Model model, World world) {
    tokens = new Tokens().of(world);
    sharing = model.maxItems != WorkerSettings.UNLIMITED;
    int items = (int) model.setup.items();
    order = IntStream.range(0, items).toArray();
    numbers = order.clone();
    if (model.setup.alike()) {
      Integer[] sorted = IntStream.range(0, items).boxed().toArray(Integer[]::new);
      long[] keys = new long[items];
      Arrays.setAll(keys, index -> key(world, index));
      Arrays.sort(sorted, Comparator.comparingLong(index -> keys[index]));
      for (int i = 0; i < items; i++) {
        order[i] = sorted[i];
        numbers[order[i]] = i;
      }
    }
  }

  /** Whether it matters how many items a worker has run. */
  boolean sharing() {
    return sharing;
  }

  /** The same for every state that differs only in which item is which. */
  private long key(World world, long index) {
    int fate = world.ledger.done().contains(index) ? 2 : world.ledger.terminal(index) ? 1 : 0;
    int token = token(world.newestToken.getOrDefault(index, 0L));
    int place = world.ready.indexOf(index);
    int held = 0;
    for (ModelWorker worker : world.workers) {
      Holding holding = worker.state().items().get(index);
      held += holding == null ? 0 : 1 + holding.step().ordinal();
    }
    return ((fate * 100L + token + 2) * 100 + place + 1) * 100 + held;
  }

  int token(long token) {
    int rank = Arrays.binarySearch(tokens, token);
    return rank < 0 ? NONE : rank;
  }

  int item(long index) {
    return index < numbers.length ? numbers[(int) index] : (int) index;
  }

  /** The items' indexes, in the order of their names. */
  int[] items() {
    return order;
  }
}
