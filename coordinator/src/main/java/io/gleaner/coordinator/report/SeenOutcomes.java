package io.gleaner.coordinator.report;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Which items were seen to be done, and which to have failed: two bits an item, in pages. */
final class SeenOutcomes {
  private static final int PAGE_BITS = 1 << 16;

  private final Map<Long, BitSet> done = new HashMap<>();
  private final Map<Long, BitSet> failed = new HashMap<>();

  /** Notes an outcome; false if it says nothing new: seen before, or failed before it was done. */
  boolean add(long index, boolean isDone) {
    if (!isNew(index, isDone)) {
      return false;
    }
    page(isDone ? done : failed, index).set((int) (index % PAGE_BITS));
    return true;
  }

  boolean isNew(long index, boolean isDone) {
    return !has(done, index) && (isDone || !has(failed, index));
  }

  /** Whether the item was seen at all. */
  boolean contains(long index) {
    return has(done, index) || has(failed, index);
  }

  private static boolean has(Map<Long, BitSet> pages, long index) {
    BitSet page = pages.get(index / PAGE_BITS);
    return page != null && page.get((int) (index % PAGE_BITS));
  }

  private static BitSet page(Map<Long, BitSet> pages, long index) {
    return pages.computeIfAbsent(index / PAGE_BITS, number -> new BitSet());
  }
}
