package io.gleaner.queue.amqp;

import io.gleaner.servers.RabbitContainer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract, kept by the adapter on the lines of RabbitMQ that run in containers. */
class RabbitMqContainersIT {
  @Nested
  class OnRabbitMq4 extends RabbitContract {
    @RegisterExtension static final Server SERVER = new Server(RabbitContainer.Image.V4);

    @Override
    protected String uri() {
      return SERVER.uri();
    }
  }

  @Nested
  class OnRabbitMq43 extends RabbitContract {
    @RegisterExtension static final Server SERVER = new Server(RabbitContainer.Image.V4_3);

    @Override
    protected String uri() {
      return SERVER.uri();
    }
  }

  /** A broker for all tests of a class; every test has a queue of its own. */
  static final class Server implements BeforeAllCallback, AfterAllCallback {
    private final RabbitContainer.Image image;
    private @Nullable RabbitContainer running;

    Server(RabbitContainer.Image image) {
      this.image = image;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
      running = RabbitContainer.start(image);
    }

    @Override
    public void afterAll(ExtensionContext context) {
      if (running != null) {
        running.close();
      }
    }

    String uri() {
      return Objects.requireNonNull(running).uri();
    }
  }
}
