package io.gleaner.queue;

import io.gleaner.item.Bytes;
import java.util.List;
import java.util.Map;

/** One Job's queue on a broker that the contract is tried on. */
public interface QueueBackend extends AutoCloseable {
  QueueAdmin admin();

  /** A publisher that may have {@code window} items unconfirmed. */
  ItemPublisher publisher(String uid, int window);

  /** A consumer that is not started yet. */
  ItemConsumer consumer(String worker);

  /** Puts any message into the Job's queue. */
  void publishRaw(Map<String, Object> headers, byte[] body);

  /** Takes everything out of the Job's queue for foreign messages. */
  List<Raw> takeForeign();

  /** Breaks every connection made so far, without a word to the broker. */
  void cutConnections();

  /** Deletes what the test has made. */
  @Override
  void close();

  /** A message as it lies in a queue; header values as text. */
  record Raw(Map<String, String> headers, Bytes body) {}
}
