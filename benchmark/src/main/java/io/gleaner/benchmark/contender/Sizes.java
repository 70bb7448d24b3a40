package io.gleaner.benchmark.contender;

/**
 * How much is measured.
 *
 * @param items that are filled and drained
 * @param commands that are run
 * @param coarse how many long items
 * @param unitMillis what a long item takes in the middle
 * @param crowd how many workers wait for the last item, or end together
 * @param idleSeconds how long idle programs are watched
 * @param largest the most items of the curve over the number of items
 * @param workers the most workers of the curve over their number
 * @param simulated the most workers of those that share a process
 */
public record Sizes(
    int items,
    int commands,
    int coarse,
    int unitMillis,
    int crowd,
    int idleSeconds,
    int largest,
    int workers,
    int simulated) {
  private static final int LEAST = 2_000;

  /** Items for a peer that is so many times slower, so that it does not take for ever. */
  int itemsOfSlower(int times) {
    return Math.min(items, Math.max(LEAST, items / times));
  }
}
