package io.gleaner.faults.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Which faults come in which run of a soak: a pure function of the soak's seed. */
public final class Schedule {
  /** The most faults of one run. */
  public static final int FAULTS_A_RUN = 14;

  /** A run often ends before all its faults came; the next one begins with those. */
  private static final int STEP = 9;

  private static final int SHORTEST_GAP = 300;
  private static final int LONGEST_GAP = 1_500;
  private static final double OVERLAPPING = 0.2;

  private Schedule() {}

  /** A number for one run that differs from those of all other runs. */
  public static long seedOf(long seed, int run) {
    return new Random(seed * 1_000_003 + run).nextLong();
  }

  /**
   * The faults of a run.
   *
   * @param run which run of the soak, from 0
   * @param kinds how many kinds of fault there are
   */
  public static List<Planned> of(long seed, int run, int kinds) {
    Deck deck = new Deck(seed, kinds);
    for (int i = 0; i < run * STEP; i++) {
      deck.next();
    }
    Random random = new Random(seedOf(seed, run));
    List<Planned> planned = new ArrayList<>();
    for (int i = 0; i < FAULTS_A_RUN; i++) {
      planned.add(
          new Planned(
              deck.next(),
              random.nextInt(SHORTEST_GAP, LONGEST_GAP),
              random.nextDouble(),
              random.nextDouble() < OVERLAPPING,
              random.nextLong()));
    }
    return planned;
  }
}
