package io.gleaner.faults.schedule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Deals kinds of fault so that each comes as often as any other: all of them, shuffled, then all of
 * them again.
 */
final class Deck {
  private final Random random;
  private final int kinds;
  private final List<Integer> left = new ArrayList<>();

  Deck(long seed, int kinds) {
    this.random = new Random(seed);
    this.kinds = kinds;
  }

  int next() {
    if (left.isEmpty()) {
      for (int kind = 0; kind < kinds; kind++) {
        left.add(kind);
      }
      Collections.shuffle(left, random);
    }
    return left.remove(left.size() - 1);
  }
}
