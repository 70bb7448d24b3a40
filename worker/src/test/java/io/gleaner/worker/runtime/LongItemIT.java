package io.gleaner.worker.runtime;

import io.gleaner.servers.InstalledRabbit;
import io.gleaner.servers.RabbitContainer;
import io.gleaner.servers.RabbitServer;
import org.junit.jupiter.api.Nested;

/** Long items on each line of RabbitMQ that treats them differently. */
class LongItemIT {
  private static final String CHANNEL_CLOSED = "timed out";
  private static final String CONSUMER_CANCELLED = "cancelled the consumer";

  private static RabbitServer container(RabbitContainer.Image image) {
    RabbitContainer server = RabbitContainer.start(image, OnRealServers.CONSUMER_TIMEOUT);
    // Our queues ask for ten years, which the server's own setting does not overrule. A policy
    // does.
    server.ctl(
        "set_policy",
        "--apply-to",
        "queues",
        "short",
        "^gleaner\\.long-",
        "{\"consumer-timeout\":" + OnRealServers.CONSUMER_TIMEOUT.toMillis() + "}");
    return server;
  }

  /** 3.10 on Debian 12: the server's setting rules, and the queue's argument is ignored. */
  @Nested
  class OnTheInstalledServer extends LongItemContract {
    @Override
    protected RabbitServer startBroker() {
      InstalledRabbit.assumeQueuesHaveNoTimeoutOfTheirOwn();
      return InstalledRabbit.start(CONSUMER_TIMEOUT);
    }

    @Override
    protected String reason() {
      return CHANNEL_CLOSED;
    }
  }

  /** The channel is closed, whatever else it holds. */
  @Nested
  class OnRabbitMq4 extends TakeoverContract {
    @Override
    protected RabbitServer startBroker() {
      return container(RabbitContainer.Image.V4);
    }

    @Override
    protected String reason() {
      return CHANNEL_CLOSED;
    }
  }

  /** The consumer is cancelled, and its channel stays open. */
  @Nested
  class OnRabbitMq43 extends TakeoverContract {
    @Override
    protected RabbitServer startBroker() {
      return container(RabbitContainer.Image.V4_3);
    }

    /** A lane that the worker has cancelled itself loses its channel here too. */
    @Override
    protected String reason() {
      return CONSUMER_CANCELLED;
    }

    /**
     * A message that came back to a consumer with much credit may be held for a minute and more
     * then.
     */
    @Override
    protected int timeouts() {
      return 1;
    }
  }
}
