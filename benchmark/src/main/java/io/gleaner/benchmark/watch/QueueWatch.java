package io.gleaner.benchmark.watch;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import io.gleaner.benchmark.measure.CpuTime;
import io.gleaner.benchmark.measure.DepthCurve;
import io.gleaner.benchmark.measure.Sample;
import io.gleaner.benchmark.process.Running;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;

/** Looks at a queue from outside while others fill or drain it. */
public final class QueueWatch implements AutoCloseable {
  private static final long LOOK_MILLIS = 20;
  private static final double NANOS = 1e9;

  private final Function<List<Running>, CpuTime> cpu;
  private final Connection connection;
  private Channel channel;

  /**
   * Connects.
   *
   * @param broker RabbitMQ's URI
   * @param cpu the processor time of the servers and of some programs so far
   */
  public QueueWatch(String broker, Function<List<Running>, CpuTime> cpu) throws Exception {
    this.cpu = cpu;
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(broker);
    this.connection = factory.newConnection("benchmark");
    this.channel = connection.createChannel();
  }

  /** Declares a durable quorum queue. */
  public void declareQuorum(String queue) throws IOException {
    channel.queueDeclare(queue, true, false, false, Map.of("x-queue-type", "quorum"));
  }

  /** Deletes a queue. */
  public void delete(String queue) throws IOException {
    channel.queueDelete(queue);
  }

  /** Until the queue, which need not be there yet, has all the items. */
  public Sample filling(String queue, long items, List<Running> clients) throws Exception {
    return watch(queue, items, clients, ready -> ready);
  }

  /** Until nothing in the queue is ready for delivery. */
  public Sample draining(String queue, long items, List<Running> clients) throws Exception {
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
        curve.add(new DepthCurve.Point(System.nanoTime() / NANOS, last, cpu.apply(clients)));
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
