package io.gleaner.benchmark.watch;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.util.concurrent.CountDownLatch;

/**
 * A program that connects to both servers, says when, and does nothing more until it is ended: the
 * least that a worker written in Java can be.
 */
public final class BareClients {
  /** What it prints before the time in milliseconds since 1970. */
  public static final String CONNECTED = "connected at ";

  private BareClients() {}

  /** Connects to the servers that the environment names. */
  public static void main(String[] arguments) throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(System.getenv().getOrDefault("GLEANER_BROKER", "amqp://localhost"));
    RedisClient client =
        RedisClient.create(System.getenv().getOrDefault("GLEANER_LEDGER", "redis://localhost"));
    try (Connection connection = factory.newConnection("bare");
        Channel channel = connection.createChannel();
        StatefulRedisConnection<String, String> redis = client.connect()) {
      channel.basicQos(1);
      redis.sync().ping();
      System.out.println(CONNECTED + System.currentTimeMillis());
      new CountDownLatch(1).await();
    }
  }
}
