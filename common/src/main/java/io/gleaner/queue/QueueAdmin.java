package io.gleaner.queue;

/** Makes, inspects and removes the queues of a Job. */
public interface QueueAdmin extends AutoCloseable {
  /**
   * Declares the Job's queue with its companions (returned and foreign messages).
   *
   * @return true if the queue was not there before: whatever was published earlier is gone
   * @throws io.gleaner.failure.GleanerException configuration when a queue of that name exists with
   *     other properties
   */
  boolean create();

  /**
   * Tries out whether the broker keeps a message that is returned twice; waits while it blocks
   * publishers.
   *
   * @throws io.gleaner.failure.GleanerException configuration when it loses the message
   */
  void proveReturns();

  /**
   * How many messages the queue and its companions hold that are ready for delivery; a missing
   * companion counts as empty. The embedded broker counts those too that are delivered and
   * unacknowledged.
   *
   * @throws io.gleaner.failure.GleanerException permanent if the Job's queue is not there,
   *     transient if the broker does not answer
   */
  Depth depth();

  /**
   * Deletes the Job's queue and its companions, with what is in them; what is not there is no
   * error.
   */
  void delete();

  @Override
  void close();

  /**
   * Ready messages, by queue.
   *
   * @param items in the Job's queue
   * @param returned in the queue for messages that the broker gave up on (a policy's delivery
   *     limit)
   * @param foreign in the queue for messages that are not this Job's
   */
  record Depth(long items, long returned, long foreign) {}
}
