package io.gleaner.queue.amqp;

import io.gleaner.failure.GleanerException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Which published items the broker has yet to confirm: a ring over the channel's publish sequence
 * numbers (confirm.select: 1, 2, 3, …). The publishing thread reserves and waits; the connection's
 * thread confirms, blocks and fails. After a failure nothing changes any more: a confirm that
 * follows a basic.return is no proof that the item is in a queue.
 */
final class ConfirmWindow {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final long[] indexes;
  private final boolean[] confirmed;

  /** The lowest unconfirmed sequence number, and the one after the last reserved. */
  private long head = 1;

  private long next = 1;
  private long lastIndex = -1;
  private boolean blocked;
  private @Nullable GleanerException failure;

  ConfirmWindow(int size) {
    indexes = new long[size];
    confirmed = new boolean[size];
  }

  /**
   * Takes the next sequence number for an item; waits while the window is full or the broker blocks
   * publishers.
   *
   * @throws IllegalArgumentException if the index is not above the one before
   * @throws GleanerException the failure, if there was one
   */
  long reserve(long index) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (index <= lastIndex) {
        throw new IllegalArgumentException("index " + index + " after " + lastIndex);
      }
      while (failure == null && (blocked || next - head >= indexes.length)) {
        changed.await();
      }
      throwFailure();
      int slot = slot(next);
      indexes[slot] = index;
      confirmed[slot] = false;
      lastIndex = index;
      return next++;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until everything reserved is confirmed; throws as {@link #reserve} does. */
  void awaitAll() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (failure == null && head < next) {
        changed.await();
      }
      throwFailure();
    } finally {
      lock.unlock();
    }
  }

  /** Every index below this is confirmed; 0 while nothing was reserved. */
  long confirmedBelow() {
    lock.lock();
    try {
      return head < next ? indexes[slot(head)] : lastIndex + 1;
    } finally {
      lock.unlock();
    }
  }

  /** The broker's basic.ack: for one number, or for all up to it. */
  void confirm(long sequence, boolean multiple) {
    lock.lock();
    try {
      if (failure != null || sequence < head || sequence >= next) {
        return;
      }
      for (long each = multiple ? head : sequence; each <= sequence; each++) {
        confirmed[slot(each)] = true;
      }
      while (head < next && confirmed[slot(head)]) {
        head++;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The broker's connection.blocked and connection.unblocked. */
  void block(boolean now) {
    lock.lock();
    try {
      blocked = now;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Ends the window: whoever waits, and whoever comes, gets this failure. The first one stays. */
  void fail(GleanerException why) {
    lock.lock();
    try {
      if (failure == null) {
        failure = why;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private int slot(long sequence) {
    return (int) (sequence % indexes.length);
  }

  private void throwFailure() {
    if (failure != null) {
      throw failure;
    }
  }
}
