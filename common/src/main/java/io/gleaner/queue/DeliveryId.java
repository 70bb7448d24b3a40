package io.gleaner.queue;

/**
 * Names one delivery of one consumer process.
 *
 * @param lane the consumer (with a channel of its own) that it came in on; lane numbers are never
 *     used twice
 * @param tag the channel's delivery tag (AMQP 0-9-1, basic.deliver)
 */
public record DeliveryId(int lane, long tag) implements Comparable<DeliveryId> {
  @Override
  public int compareTo(DeliveryId other) {
    int byLane = Integer.compare(lane, other.lane);
    return byLane != 0 ? byLane : Long.compare(tag, other.tag);
  }
}
