package io.gleaner.queue.amqp;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What kind of server answered, read from the server properties of connection.start, and which
 * queue arguments it needs so that it neither drops an item that is returned often nor takes one
 * from a consumer that holds it for long.
 *
 * @param rabbit whether it is RabbitMQ; nothing is asked of any other server but plain durable
 *     queues
 * @param major RabbitMQ's major version; 0 for another server
 * @param minor RabbitMQ's minor version; 0 for another server
 */
record BrokerTraits(boolean rabbit, int major, int minor) {
  /** Long enough never to be reached. 0 and -1 would mean the next tick, not "off". */
  private static final Duration CONSUMER_TIMEOUT = Duration.ofDays(3650);

  /**
   * Never reached either: at a thousand returns a second it takes eleven days. Not "no limit": then
   * RabbitMQ before 4.3 puts what is given back behind all that wait, and not in front.
   */
  private static final int DELIVERY_LIMIT = 1_000_000_000;

  private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4}).*");

  /**
   * Reads product and version. A RabbitMQ whose version cannot be read is taken for the newest: if
   * it is an old one after all, the proof on a scratch queue fails and says so, while the reverse
   * mistake would show only at an item's 21st delivery.
   */
  static BrokerTraits of(Map<String, Object> serverProperties) {
    if (!String.valueOf(serverProperties.get("product")).equals("RabbitMQ")) {
      return new BrokerTraits(false, 0, 0);
    }
    Matcher version = VERSION.matcher(String.valueOf(serverProperties.get("version")));
    return version.matches()
        ? new BrokerTraits(
            true, Integer.parseInt(version.group(1)), Integer.parseInt(version.group(2)))
        : new BrokerTraits(true, Integer.MAX_VALUE, 0);
  }

  /** The arguments of queue.declare for the queue of items. */
  Map<String, Object> itemsArguments(QueueType type, QueueNames names) {
    Map<String, Object> arguments = companionArguments(type);
    if (rabbit) {
      // A policy may still impose a delivery limit; what it gives up on must go somewhere.
      arguments.put("x-dead-letter-exchange", "");
      arguments.put("x-dead-letter-routing-key", names.returned());
      if (type == QueueType.QUORUM && atLeast(3, 10)) {
        // By default a quorum queue forgets a dead letter before the target has it. Needs
        // reject-publish.
        arguments.put("x-dead-letter-strategy", "at-least-once");
        arguments.put("x-overflow", "reject-publish");
      }
    }
    return arguments;
  }

  /** The arguments of queue.declare for the queues of returned and of foreign messages. */
  Map<String, Object> companionArguments(QueueType type) {
    Map<String, Object> arguments = new HashMap<>();
    if (!rabbit) {
      return arguments;
    }
    arguments.put("x-queue-type", type.argument());
    if (type == QueueType.QUORUM) {
      // Since 4.0 the default is 20 returns.
      arguments.put("x-delivery-limit", DELIVERY_LIMIT);
    }
    // Before 3.12 the argument has no effect; since 4.3 only quorum queues have a consumer timeout.
    if (atLeast(3, 12) && (type == QueueType.QUORUM || !atLeast(4, 3))) {
      arguments.put("x-consumer-timeout", CONSUMER_TIMEOUT.toMillis());
    }
    return arguments;
  }

  private boolean atLeast(int wantedMajor, int wantedMinor) {
    return major > wantedMajor || (major == wantedMajor && minor >= wantedMinor);
  }
}
