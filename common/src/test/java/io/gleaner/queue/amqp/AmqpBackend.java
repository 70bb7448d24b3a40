package io.gleaner.queue.amqp;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import io.gleaner.item.Bytes;
import io.gleaner.queue.ItemConsumer;
import io.gleaner.queue.ItemPublisher;
import io.gleaner.queue.QueueAdmin;
import io.gleaner.queue.QueueBackend;
import io.gleaner.retry.Backoff;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;

/** The AMQP adapter on some broker, for the contract. */
final class AmqpBackend implements QueueBackend {
  private static final Backoff FAST = new Backoff(Duration.ofMillis(10), Duration.ofMillis(50));

  private final String uri;
  private final String job;
  private final QueueType type;
  private final CuttableSockets sockets = new CuttableSockets();

  AmqpBackend(String uri, String job, QueueType type) {
    this.uri = uri;
    this.job = job;
    this.type = type;
  }

  QueueNames names() {
    return QueueNames.of(job);
  }

  String job() {
    return job;
  }

  CuttableSockets sockets() {
    return sockets;
  }

  AmqpConnections connections() {
    return connections(uri, sockets, AmqpSettings.defaults());
  }

  static AmqpConnections connections(String uri, CuttableSockets sockets, AmqpSettings settings) {
    return new AmqpConnections(BrokerAddress.parse(uri), settings, sockets, null);
  }

  @Override
  public QueueAdmin admin() {
    // Not cut: the test asks it what became of the others.
    return new AmqpQueueAdmin(uncut(), job, type, "test", notice -> {});
  }

  @Override
  public ItemPublisher publisher(String uid, int window) {
    AmqpSettings settings = AmqpSettings.defaults().withConfirmWindow(window);
    return AmqpItemPublisher.open(
        connections(uri, sockets, settings), job, uid, "test", notice -> {});
  }

  @Override
  public ItemConsumer consumer(String worker) {
    return consumer(connections(), worker);
  }

  ItemConsumer consumer(AmqpConnections connections, String worker) {
    return new AmqpItemConsumer(connections, job, worker, FAST);
  }

  @Override
  public void publishRaw(Map<String, Object> headers, byte[] body) {
    publishRaw(new BasicProperties.Builder().headers(headers).build(), body);
  }

  void publishRaw(BasicProperties properties, byte[] body) {
    onChannel(
        channel -> {
          channel.confirmSelect();
          channel.basicPublish("", names().items(), true, properties, body);
          channel.waitForConfirmsOrDie(10_000);
          return true;
        });
  }

  /** Takes everything out of a queue. */
  List<GetResponse> takeAll(String queue) {
    return onChannel(
        channel -> {
          List<GetResponse> taken = new ArrayList<>();
          for (GetResponse got = channel.basicGet(queue, true);
              got != null;
              got = channel.basicGet(queue, true)) {
            taken.add(got);
          }
          return taken;
        });
  }

  @Override
  public List<Raw> takeForeign() {
    return takeAll(names().foreign()).stream()
        .map(got -> new Raw(asText(got.getProps().getHeaders()), Bytes.wrap(got.getBody())))
        .toList();
  }

  @Override
  public void cutConnections() {
    sockets.cut();
  }

  @Override
  public void close() {
    try (QueueAdmin admin = admin()) {
      admin.delete();
    }
  }

  <T> T onChannel(Use<T> use) {
    Connection connection = uncut().open("test", job, "raw");
    try {
      return use.with(connection.createChannel());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException | TimeoutException e) {
      throw new IllegalStateException(e);
    } finally {
      connection.abort();
    }
  }

  private AmqpConnections uncut() {
    return AmqpConnections.to(uri, AmqpSettings.defaults());
  }

  private static Map<String, String> asText(Map<String, Object> headers) {
    Map<String, String> text = new TreeMap<>();
    headers.forEach((name, value) -> text.put(name, value.toString()));
    return text;
  }

  /** What a test does on a bare channel. */
  interface Use<T> {
    T with(Channel channel) throws IOException, InterruptedException, TimeoutException;
  }
}
