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
 */
public record Shape(int items, long leaseMillis, int launched, int lone, int concurrency) {
  /** What a Job may take beyond its work before it counts as stuck. */
  private static final long PATIENCE_MILLIS = 60_000;

  private static final int LONG_EVERY = 12;
  private static final int LAST_ONES = 6;

  /** The shape of a run. */
  public static Shape of(long seed, int items, long leaseMillis) {
    return new Shape(items, leaseMillis, 2, 2, 1 + new Random(seed).nextInt(2));
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

  private static String flavour(int index, Random random) {
    if (index % 97 == 50) {
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
