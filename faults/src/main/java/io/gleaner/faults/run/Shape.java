package io.gleaner.faults.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * What a Job under faults looks like.
 *
 * @param items how many items
 * @param leaseMillis the lease
 * @param launched how many workers the coordinator launches
 * @param lone how many are started by hand
 * @param concurrency how many items each runs at once
 * @param sparse few items, all of several leases: there is always a worker with nothing to do, so
 *     that what is taken over need not wait its turn
 */
public record Shape(
    int items, long leaseMillis, int launched, int lone, int concurrency, boolean sparse) {
  /** What a Job may take beyond its work before it counts as stuck. */
  private static final long PATIENCE_MILLIS = 60_000;

  private static final int LONG_EVERY = 12;
  private static final int LAST_ONES = 6;
  private static final int SPARSE_EVERY = 3;
  private static final int WORKERS = 2;

  /**
   * The shape of a run.
   *
   * @param run which run of the soak
   * @param seed the run's own
   * @param items how many items, if it is not sparse
   */
  public static Shape of(int run, long seed, int items, long leaseMillis) {
    boolean sparse = run % SPARSE_EVERY == SPARSE_EVERY - 1;
    int concurrency = sparse ? 2 : 1 + new Random(seed).nextInt(2);
    // More than half of the slots have something to do, and all have at first.
    int few = 2 * WORKERS * concurrency + 2;
    return new Shape(sparse ? few : items, leaseMillis, WORKERS, WORKERS, concurrency, sparse);
  }

  /** The items: so many seconds and a flavour each. */
  List<Item> list(long seed) {
    Random random = new Random(seed + 1);
    List<Item> list = new ArrayList<>();
    for (int index = 0; index < items; index++) {
      // The last ones are long: faults then find workers that have nothing else to do.
      boolean large = index % LONG_EVERY == LONG_EVERY - 1 || index >= items - LAST_ONES;
      long millis =
          large ? random.nextLong(leaseMillis, leaseMillis * 5 / 2) : random.nextLong(20, 300);
      list.add(new Item(millis, flavour(index, random)));
    }
    return list;
  }

  private String flavour(int index, Random random) {
    if (index % 97 == (sparse ? 3 : 50)) {
      return "suicide";
    }
    return switch (random.nextInt(12)) {
      case 0 -> "flaky";
      case 1, 2 -> "stubborn";
      default -> "plain";
    };
  }

  /** How long the Job may take to end once the last fault is over. */
  long boundMillis(List<Item> list) {
    long work = list.stream().mapToLong(Item::millis).sum();
    return PATIENCE_MILLIS + 2 * work / ((long) lone * concurrency);
  }

  /** An item. */
  record Item(long millis, String flavour) {
    String line() {
      return String.format(Locale.ROOT, "%d.%03d %s", millis / 1000, millis % 1000, flavour);
    }
  }
}
