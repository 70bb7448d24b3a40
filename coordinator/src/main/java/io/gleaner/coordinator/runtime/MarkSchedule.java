package io.gleaner.coordinator.runtime;

import io.gleaner.coordinator.fill.HighWaterMark;
import io.gleaner.coordinator.fill.ItemDigest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * When a filler moves the high-water mark: every thousand items, or twice a second where items come
 * slowly. A digest belongs to one count of items, so it is taken when that many are published and
 * kept until they are confirmed.
 */
final class MarkSchedule {
  private static final int ITEMS = 1_000;
  private static final long NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final Deque<HighWaterMark> unconfirmed = new ArrayDeque<>();
  private long lastCount = -1;
  private long lastNanos = System.nanoTime();

  /** Everything in the digest is published. */
  void passed(ItemDigest digest) {
    long now = System.nanoTime();
    if (lastCount < 0) {
      lastCount = digest.count() - 1;
    }
    if (digest.count() - lastCount >= ITEMS || now - lastNanos >= NANOS) {
      unconfirmed.add(HighWaterMark.after(digest));
      lastCount = digest.count();
      lastNanos = now;
    }
  }

  /** The highest mark up to which everything is confirmed, if there is a new one. */
  @Nullable HighWaterMark confirmed(long below) {
    HighWaterMark highest = null;
    while (!unconfirmed.isEmpty() && unconfirmed.getFirst().items() <= below) {
      highest = unconfirmed.removeFirst();
    }
    return highest;
  }
}
