package io.gleaner.benchmark.contender;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import io.gleaner.benchmark.measure.DepthCurve;
import io.gleaner.benchmark.measure.Sample;
import io.gleaner.benchmark.process.Running;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;

/** Looks at a queue from outside while others fill or drain it. */
final class QueueWatch implements AutoCloseable {
  private static final long LOOK_MILLIS = 20;
  private static final double NANOS = 1e9;

  private final Site site;
  private final Connection connection;
  private Channel channel;

  QueueWatch(Site site) throws Exception {
    this.site = site;
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(site.broker());
    this.connection = factory.newConnection("benchmark");
    this.channel = connection.createChannel();
  }

  void declareQuorum(String queue) throws IOException {
    channel.queueDeclare(queue, true, false, false, Map.of("x-queue-type", "quorum"));
  }

  void delete(String queue) throws IOException {
    channel.queueDelete(queue);
  }

  /** Until the queue, which need not be there yet, has all the items. */
  Sample filling(String queue, long items, List<Running> clients) throws Exception {
    return watch(queue, items, clients, ready -> ready);
  }

  /** Until nothing in the queue is ready for delivery. */
  Sample draining(String queue, long items, List<Running> clients) throws Exception {
    return watch(queue, items, clients, ready -> items - ready);
  }

  private Sample watch(String queue, long items, List<Running> clients, LongUnaryOperator moved)
      throws Exception {
    DepthCurve curve = new DepthCurve();
    long last = 0;
    while (last < items) {
      boolean over = clients.stream().noneMatch(Running::alive);
      long ready = ready(queue);
      if (ready >= 0) {
        last = moved.applyAsLong(ready);
        curve.add(new DepthCurve.Point(System.nanoTime() / NANOS, last, site.cpu(clients)));
      }
      if (over && last < items) {
        throw clients.get(0).failed("it ended with " + last + " of " + items + " items");
      }
      Thread.sleep(LOOK_MILLIS);
    }
    return curve.secondHalf(items);
  }

  /** Messages that are ready for delivery, −1 when there is no such queue. */
  private long ready(String queue) throws IOException {
    try {
      return channel.queueDeclarePassive(queue).getMessageCount();
    } catch (IOException e) {
      if (e.getCause() instanceof ShutdownSignalException && connection.isOpen()) {
        channel = connection.createChannel();
        return -1;
      }
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
