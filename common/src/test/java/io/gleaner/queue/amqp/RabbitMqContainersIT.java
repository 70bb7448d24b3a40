package io.gleaner.queue.amqp;

import io.gleaner.servers.RabbitContainer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/** The contract, kept by the adapter on the lines of RabbitMQ that run in containers. */
class RabbitMqContainersIT {
  @Nested
  class OnRabbitMq4 extends InContainer {
    OnRabbitMq4() {
      super(RabbitContainer.Image.V4);
    }
  }

  @Nested
  class OnRabbitMq43 extends InContainer {
    OnRabbitMq43() {
      super(RabbitContainer.Image.V4_3);
    }
  }

  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  abstract static class InContainer extends RabbitContract {
    private final RabbitContainer.Image image;
    private @Nullable RabbitContainer server;

    InContainer(RabbitContainer.Image image) {
      this.image = image;
    }

    @BeforeAll
    void start() {
      server = RabbitContainer.start(image);
    }

    @AfterAll
    void stop() {
      if (server != null) {
        server.close();
      }
    }

    @Override
    protected String uri() {
      return Objects.requireNonNull(server).uri();
    }
  }
}
