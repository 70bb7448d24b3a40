package io.gleaner.queue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The contract, kept by the queue in memory. */
class MemoryQueueTest extends QueueContract {
  @Override
  protected QueueBackend backend(String job) {
    return new Backend(new MemoryQueue("gleaner." + job));
  }

  private record Backend(MemoryQueue queue) implements QueueBackend {
    @Override
    public QueueAdmin admin() {
      return queue.admin();
    }

    @Override
    public ItemPublisher publisher(String uid, int window) {
      return queue.publisher(uid);
    }

    @Override
    public ItemConsumer consumer(String worker) {
      return queue.consumer();
    }

    @Override
    public void publishRaw(Map<String, Object> headers, byte[] body) {
      queue.publishRaw(headers, body);
    }

    @Override
    public List<Raw> takeForeign() {
      return queue.takeForeign().stream()
          .map(message -> new Raw(asText(message.headers()), message.body()))
          .toList();
    }

    @Override
    public void cutConnections() {
      queue.cutConnections();
    }

    @Override
    public void close() {}
  }

  private static Map<String, String> asText(Map<String, Object> headers) {
    Map<String, String> text = new TreeMap<>();
    headers.forEach((name, value) -> text.put(name, value.toString()));
    return text;
  }
}
