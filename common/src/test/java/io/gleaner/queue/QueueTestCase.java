package io.gleaner.queue;

import io.gleaner.item.Bytes;
import io.gleaner.item.WorkItem;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A queue of its own for each test, with what the tests of the contract have in common. */
public abstract class QueueTestCase {
  protected static final String UID = "uid-1";

  private final List<AutoCloseable> opened = new ArrayList<>();
  protected final RecordingListener heard = new RecordingListener();

  @SuppressWarnings("NullAway.Init") // set before each test
  protected QueueBackend backend;

  @SuppressWarnings("NullAway.Init") // set before each test
  protected QueueAdmin admin;

  /** A queue that no other test uses. */
  protected abstract QueueBackend backend(String job);

  /** Whether {@link QueueAdmin#depth} counts what is delivered and unacknowledged too. */
  protected boolean depthCountsHeld() {
    return false;
  }

  /** Whether a consumer hears of it when its queue is deleted. */
  protected boolean tellsOfDeletedQueue() {
    return true;
  }

  @BeforeEach
  void makeBackend() {
    backend = backend("contract-" + UUID.randomUUID());
    admin = closedAtEnd(backend.admin());
  }

  @AfterEach
  void closeBackend() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
    backend.close();
  }

  protected final ItemConsumer started() {
    return started(heard);
  }

  protected final ItemConsumer started(RecordingListener listener) {
    ItemConsumer consumer = closedAtEnd(backend.consumer("worker-" + UUID.randomUUID()));
    consumer.start(listener);
    listener.awaitUp(1);
    return consumer;
  }

  protected final void fill(int count) {
    fillFrom(0, count);
  }

  protected final void fillFrom(long first, int count) {
    try (ItemPublisher publisher = backend.publisher(UID, 100)) {
      for (long index = first; index < first + count; index++) {
        publisher.publish(new WorkItem(index, Bytes.utf8("item " + index)));
      }
      publisher.flush();
    }
  }

  protected final <T extends AutoCloseable> T closedAtEnd(T resource) {
    opened.add(resource);
    return resource;
  }

  protected static List<Long> indexes(List<Delivery> deliveries) {
    return deliveries.stream().map(each -> each.item().index()).toList();
  }

  protected static List<Long> upTo(long end) {
    return LongStream.range(0, end).boxed().toList();
  }
}
