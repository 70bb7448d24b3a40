package io.gleaner.faults.run;

import io.gleaner.faults.evidence.Fates;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
 * @param brief many items, most of them so short that workers take them in batches
 * @param speculates whether idle workers start the longest of the items that run once more
 * @param deaths what becomes of items that never succeed, if there are any
 */
public record Shape(
    int items,
    long leaseMillis,
    int launched,
    int lone,
    int concurrency,
    boolean sparse,
    boolean brief,
    boolean speculates,
    Deaths deaths) {
  /** What a handler exits with whose item is to fail at once. */
  static final int HOPELESS_EXIT = 42;

  /** What a Job may take beyond its work before it counts as stuck. */
  private static final long PATIENCE_MILLIS = 60_000;

  private static final int LONG_EVERY = 12;
  private static final int LAST_ONES = 6;
  private static final int SPARSE_EVERY = 3;

  /** Every second run that is neither sparse nor with items that never succeed. */
  private static final int BRIEF_TURN = 2 * SPARSE_EVERY;

  /** Every second sparse run: backups take idle workers. */
  private static final int SPECULATING_TURN = 2 * SPARSE_EVERY;

  /** So many brief items instead of one. */
  private static final int BRIEF_TIMES = 8;

  /** Of brief items every so many is one of the usual: it ends the batches for a while. */
  private static final int USUAL_EVERY = 400;

  private static final int SUICIDE_AT = 50;

  /** What starting a brief item's handler may take on a busy machine. */
  private static final long BRIEF_MILLIS = 100;

  /** So many that nothing but a handler that never succeeds uses them up. */
  private static final int MANY_ATTEMPTS = 100;

  /** Few enough to wait for, and more than faults take of one item. */
  private static final int FEW_ATTEMPTS = 8;

  private static final int DEADLY_INDEX = 5;
  private static final int DOOMED_EVERY = 40;
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
    Deaths deaths = run % SPARSE_EVERY == 1 ? Deaths.ofTurn(run / SPARSE_EVERY) : Deaths.NONE;
    boolean brief = run % BRIEF_TURN == SPARSE_EVERY;
    boolean speculates = run % SPECULATING_TURN == SPECULATING_TURN - 1;
    int concurrency = sparse ? 2 : 1 + new Random(seed).nextInt(2);
    if (deaths != Deaths.NONE) {
      // An item that kills its worker every time would use up its neighbour's attempts.
      concurrency = 1;
    }
    // More than half of the slots have something to do, and all have at first.
    int few = 2 * WORKERS * concurrency + 2;
    int many = brief ? BRIEF_TIMES * items : items;
    return new Shape(
        sparse ? few : many,
        leaseMillis,
        WORKERS,
        WORKERS,
        concurrency,
        sparse,
        brief,
        speculates,
        deaths);
  }

  int maxAttempts() {
    return deaths == Deaths.NONE ? MANY_ATTEMPTS : FEW_ATTEMPTS;
  }

  /** The items whose handlers never succeed, unless they are mended. */
  Set<Integer> doomed() {
    return IntStream.range(0, items)
        .filter(index -> !doom(index).isEmpty())
        .boxed()
        .collect(Collectors.toSet());
  }

  Fates fates() {
    return deaths.fates(doomed());
  }

  /** One kills its worker every time, others fail every time, or at once. */
  private String doom(int index) {
    if (deaths == Deaths.NONE) {
      return "";
    }
    if (index == DEADLY_INDEX) {
      return "deadly";
    }
    return switch (index % DOOMED_EVERY) {
      case 15 -> "failing";
      case 25 -> "hopeless";
      default -> "";
    };
  }

  /** The items: so many seconds and a flavour each. */
  List<Item> list(long seed) {
    Random random = new Random(seed + 1);
    List<Item> list = new ArrayList<>();
    for (int index = 0; index < items; index++) {
      if (brief && index % USUAL_EVERY != 0 && index % USUAL_EVERY != SUICIDE_AT) {
        list.add(new Item(0, "brief"));
        continue;
      }
      // The last ones are long: faults then find workers that have nothing else to do.
      boolean large = index % LONG_EVERY == LONG_EVERY - 1 || index >= items - LAST_ONES;
      long millis =
          large ? random.nextLong(leaseMillis, leaseMillis * 5 / 2) : random.nextLong(20, 300);
      list.add(new Item(millis, flavour(index, random)));
    }
    return list;
  }

  private String flavour(int index, Random random) {
    String doom = doom(index);
    if (!doom.isEmpty()) {
      return doom;
    }
    boolean suicide =
        brief ? index % USUAL_EVERY == SUICIDE_AT : index % 97 == (sparse ? 3 : SUICIDE_AT);
    if (suicide) {
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
    long work = list.stream().mapToLong(item -> Math.max(item.millis(), BRIEF_MILLIS)).sum();
    // The deadly item's workers have to be started again, in the coordinator's own time.
    long deadly = deaths == Deaths.NONE ? 0 : PATIENCE_MILLIS;
    return PATIENCE_MILLIS + deadly + 2 * work / ((long) lone * concurrency);
  }

  /** An item. */
  record Item(long millis, String flavour) {
    String line() {
      return String.format(Locale.ROOT, "%d.%03d %s", millis / 1000, millis % 1000, flavour);
    }
  }
}
