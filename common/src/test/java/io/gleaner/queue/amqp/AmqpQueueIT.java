package io.gleaner.queue.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The contract, kept by the adapter on a real RabbitMQ. */
class AmqpQueueIT extends AmqpContract {
  @Override
  protected String uri() {
    return RealBroker.uri();
  }

  @Test
  void aQueueOfOtherPropertiesIsAConfigurationError() {
    AmqpBackend backend = amqp();
    backend.onChannel(
        channel -> channel.queueDeclare(backend.names().items(), false, false, false, Map.of()));
    assertThatThrownBy(() -> admin.create())
        .isInstanceOfSatisfying(
            GleanerException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONFIGURATION))
        .hasMessageContaining(backend.names().items())
        .hasMessageContaining("other properties");
  }
}
