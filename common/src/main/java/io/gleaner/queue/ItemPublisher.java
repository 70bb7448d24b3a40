package io.gleaner.queue;

import io.gleaner.item.WorkItem;

/**
 * Puts items into a Job's queue: persistent, mandatory, with publisher confirms in flight. Used by
 * one thread. After an error a new publisher starts at the high-water mark; a double is harmless.
 */
public interface ItemPublisher extends AutoCloseable {
  /**
   * Publishes an item; waits only while the window of unconfirmed items is full, or while the
   * broker blocks publishers. Indexes grow from one call to the next; they need not be contiguous.
   *
   * @throws io.gleaner.failure.GleanerException transient when the connection was lost, permanent
   *     when the broker refused an item or had no queue to route it to
   * @throws IllegalArgumentException if the index is not above the one before
   */
  void publish(WorkItem item);

  /**
   * Every item published through this publisher with an index below this is confirmed; 0 while none
   * was published. It never shrinks, and an error does not take it back. May be called from any
   * thread.
   */
  long confirmedBelow();

  /** Waits until every item published so far is confirmed; throws as {@link #publish} does. */
  void flush();

  /** Closes the connection; what is not confirmed yet may or may not be in the queue. */
  @Override
  void close();
}
