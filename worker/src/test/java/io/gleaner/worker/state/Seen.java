package io.gleaner.worker.state;

import java.util.Arrays;

/** The fingerprints seen so far, numbered in the order in which they came. */
final class Seen {
  private long[] prints = new long[1 << 16];
  private int[] numbers = new int[1 << 16];
  private int size;

  int size() {
    return size;
  }

  /** The number of a fingerprint; it is new if that is {@link #size} as it was before. */
  int number(long print) {
    int at = place(print);
    if (numbers[at] == 0) {
      prints[at] = print;
      numbers[at] = ++size;
      if (size > prints.length / 2) {
        grow();
      }
      return size - 1;
    }
    return numbers[at] - 1;
  }

  private int place(long print) {
    int at = (int) (print ^ print >>> 32) & prints.length - 1;
    while (numbers[at] != 0 && prints[at] != print) {
      at = at + 1 & prints.length - 1;
    }
    return at;
  }

  private void grow() {
    long[] oldPrints = prints;
    int[] oldNumbers = numbers;
    prints = new long[oldPrints.length * 2];
    numbers = new int[oldPrints.length * 2];
    for (int i = 0; i < oldPrints.length; i++) {
      if (oldNumbers[i] != 0) {
        int at = place(oldPrints[i]);
        prints[at] = oldPrints[i];
        numbers[at] = oldNumbers[i];
      }
    }
  }

  @Override
  public String toString() {
    return size + " of " + Arrays.toString(new int[] {prints.length});
  }
}
