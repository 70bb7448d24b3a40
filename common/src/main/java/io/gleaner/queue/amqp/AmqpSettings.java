package io.gleaner.queue.amqp;

import io.gleaner.failure.GleanerException;
import java.time.Duration;

/**
 * Settings of every connection to the broker.
 *
 * @param heartbeat how often each side shows that it lives, in whole seconds, never 0: two missed
 *     ones close the connection, and only so does a frozen worker give its deliveries back
 * @param connectTimeout how long one attempt to connect may take, and as long again its handshake
 * @param replyTimeout how long the broker may take to answer a method (AMQP's synchronous methods,
 *     such as queue.declare)
 * @param confirmWindow how many published items may be unconfirmed at once
 */
public record AmqpSettings(
    Duration heartbeat, Duration connectTimeout, Duration replyTimeout, int confirmWindow) {
  private static final Duration DEFAULT_HEARTBEAT = Duration.ofSeconds(5);

  /** Refuses values that would switch a safeguard off. */
  public AmqpSettings {
    if (heartbeat.toSeconds() < 1 || heartbeat.toSeconds() > 60) {
      throw GleanerException.configuration(
          "The broker's heartbeat must be between 1 and 60 whole seconds, not " + heartbeat + ".");
    }
    if (connectTimeout.toMillis() < 1 || replyTimeout.toMillis() < 1 || confirmWindow < 1) {
      throw GleanerException.configuration(
          "The broker's timeouts and the window of unconfirmed items must be positive.");
    }
  }

  /** Heartbeat 5 s, connect timeout 10 s, reply timeout 30 s, window 4,000. */
  public static AmqpSettings defaults() {
    return new AmqpSettings(
        DEFAULT_HEARTBEAT, Duration.ofSeconds(10), Duration.ofSeconds(30), 4_000);
  }

  /**
   * The defaults, with a heartbeat of at most a third of the lease: a takeover is promised within
   * the longer of the lease and two heartbeats.
   *
   * @throws GleanerException configuration if the lease is shorter than 3 s, as AMQP counts
   *     heartbeats in whole seconds
   */
  public static AmqpSettings forLease(Duration lease) {
    if (lease.toSeconds() < 3) {
      throw GleanerException.configuration(
          "The lease must be at least 3 s, not "
              + lease.toMillis()
              + " ms: the broker's heartbeat counts whole seconds and must be at most a third of it.");
    }
    Duration third = Duration.ofSeconds(lease.toSeconds() / 3);
    return defaults()
        .withHeartbeat(third.compareTo(DEFAULT_HEARTBEAT) < 0 ? third : DEFAULT_HEARTBEAT);
  }

  /** The same with another heartbeat. */
  public AmqpSettings withHeartbeat(Duration other) {
    return new AmqpSettings(other, connectTimeout, replyTimeout, confirmWindow);
  }

  /** The same with another connect timeout. */
  public AmqpSettings withConnectTimeout(Duration other) {
    return new AmqpSettings(heartbeat, other, replyTimeout, confirmWindow);
  }

  /** The same with another window of unconfirmed items. */
  public AmqpSettings withConfirmWindow(int other) {
    return new AmqpSettings(heartbeat, connectTimeout, replyTimeout, other);
  }
}
