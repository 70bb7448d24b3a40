package io.gleaner.queue.amqp;

import org.jspecify.annotations.Nullable;

/**
 * Values by delivery tag. A channel counts its tags up by one (AMQP 0-9-1, basic.deliver), and they
 * are settled roughly in that order: so all that are held lie in a short stretch, which a ring
 * holds without searching. Safe for use by any thread.
 *
 * @param <V> what is held
 */
final class Window<V> {
  private static final int FIRST_SIZE = 16;

  private @Nullable Object[] ring = new Object[FIRST_SIZE];

  /** The lowest tag that is held, or {@link #end} when none is. */
  private long first = 1;

  /** Higher than every tag that was ever put. */
  private long end = 1;

  /** Holds a value by its tag. One lower than all that are held is held too. */
  synchronized void put(long tag, V value) {
    if (first == end) {
      first = tag;
      end = tag;
    }
    long from = Math.min(first, tag);
    long to = Math.max(end, tag + 1);
    if (to - from > ring.length) {
      grow(Math.toIntExact(to - from));
    }
    first = from;
    end = to;
    ring[place(tag)] = value;
  }

  /** The value of a tag, null if none is held. */
  @SuppressWarnings("unchecked")
  synchronized @Nullable V get(long tag) {
    return tag < first || tag >= end ? null : (V) ring[place(tag)];
  }

  /** Lets go of a value; false if none is held. */
  synchronized boolean remove(long tag) {
    if (get(tag) == null) {
      return false;
    }
    ring[place(tag)] = null;
    while (first < end && ring[place(first)] == null) {
      first++;
    }
    return true;
  }

  /** The lowest tag that is held, {@link Long#MAX_VALUE} when none is. */
  synchronized long lowest() {
    return first == end ? Long.MAX_VALUE : first;
  }

  private int place(long tag) {
    return (int) (tag & ring.length - 1);
  }

  private void grow(int needed) {
    @Nullable Object[] old = ring;
    ring = new Object[Integer.highestOneBit(needed - 1) << 1];
    for (long tag = first; tag < end; tag++) {
      ring[place(tag)] = old[(int) (tag & old.length - 1)];
    }
  }
}
