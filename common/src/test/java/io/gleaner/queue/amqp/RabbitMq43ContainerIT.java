package io.gleaner.queue.amqp;

import io.gleaner.servers.RabbitContainer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract, kept by the adapter on RabbitMQ 4.3 in a container. */
class RabbitMq43ContainerIT extends RabbitContract {
  private static @Nullable RabbitContainer server;

  @BeforeAll
  static void start() {
    server = RabbitContainer.start(RabbitContainer.Image.V4_3);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Override
  protected String uri() {
    if (server == null) {
      throw new IllegalStateException("not started");
    }
    return server.uri();
  }
}
