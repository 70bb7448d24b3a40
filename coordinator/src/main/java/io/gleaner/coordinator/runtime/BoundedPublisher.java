package io.gleaner.coordinator.runtime;

import io.gleaner.item.WorkItem;
import io.gleaner.queue.ItemPublisher;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Keeps a broker that has its messages in memory from being filled without limit: waits until
 * enough items have ended.
 */
final class BoundedPublisher implements ItemPublisher {
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final ItemPublisher publisher;
  private final LongSupplier ended;
  private final long limit;
  private final Pacing pacing;

  /**
   * A bound on a publisher.
   *
   * @param ended how many items have ended by now
   * @param limit how many items may be in the queue at most
   */
  BoundedPublisher(ItemPublisher publisher, LongSupplier ended, long limit, Pacing pacing) {
    this.publisher = publisher;
    this.ended = ended;
    this.limit = limit;
    this.pacing = pacing;
  }

  @Override
  public void publish(WorkItem item) {
    while (item.index() - ended.getAsLong() >= limit) {
      pacing.goOnOrThrow(PAUSE);
    }
    publisher.publish(item);
  }

  @Override
  public long confirmedBelow() {
    return publisher.confirmedBelow();
  }

  @Override
  public void flush() {
    publisher.flush();
  }

  @Override
  public void close() {
    publisher.close();
  }
}
