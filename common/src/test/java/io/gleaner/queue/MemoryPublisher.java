package io.gleaner.queue;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import io.gleaner.item.WorkItem;
import org.jspecify.annotations.Nullable;

/** Publishes into a {@link MemoryQueue}, which confirms at once. */
final class MemoryPublisher implements ItemPublisher {
  private final MemoryQueue queue;
  private final String uid;
  private long lastIndex = -1;
  private @Nullable GleanerException failure;

  MemoryPublisher(MemoryQueue queue, String uid) {
    this.queue = queue;
    this.uid = uid;
    if (!queue.reachable()) {
      cut();
    }
  }

  void cut() {
    fail(ErrorKind.TRANSIENT, "Publishing to the queue " + queue.name() + " failed: cut off.");
  }

  @Override
  public void publish(WorkItem item) {
    synchronized (queue) {
      if (item.index() <= lastIndex) {
        throw new IllegalArgumentException("index " + item.index() + " after " + lastIndex);
      }
      if (failure == null && !queue.exists()) {
        fail(ErrorKind.PERMANENT, "The queue " + queue.name() + " is not there in memory.");
      }
      flush();
      lastIndex = item.index();
      queue.ready().add(MemoryQueue.Message.of(uid, item));
      queue.settled();
    }
  }

  @Override
  public long confirmedBelow() {
    synchronized (queue) {
      return lastIndex + 1;
    }
  }

  @Override
  public void flush() {
    synchronized (queue) {
      if (failure != null) {
        throw failure;
      }
    }
  }

  @Override
  public void close() {
    synchronized (queue) {
      fail(ErrorKind.TRANSIENT, "The publisher was closed.");
    }
  }

  private void fail(ErrorKind kind, String why) {
    if (failure == null) {
      failure = new GleanerException(kind, why);
    }
  }
}
