package io.gleaner.servers;

import java.time.Duration;

/** A RabbitMQ of a test's own. */
public interface RabbitServer extends AutoCloseable {
  /**
   * How often a server with a short consumer timeout looks for consumers that are over it; by
   * default once a minute.
   */
  Duration TICK = Duration.ofSeconds(1);

  /** Its address, with a user and a password in it who may do everything. */
  String uri();

  @Override
  void close();

  /** What rabbitmq.conf cannot say, as Erlang terms. */
  static String advanced() {
    return "[{rabbit, [{channel_tick_interval, %d}]}].%n".formatted(TICK.toMillis());
  }

  /** The lines of rabbitmq.conf that set the consumer timeout. */
  static String conf(Duration consumerTimeout) {
    return "consumer_timeout = %d%n".formatted(consumerTimeout.toMillis());
  }
}
