package io.gleaner.queue.amqp;

import static io.gleaner.queue.RecordingListener.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Connection;
import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import io.gleaner.queue.ItemConsumer;
import io.gleaner.queue.QueueAdmin;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The contract, kept by the adapter on a real RabbitMQ. */
class AmqpQueueIT extends AmqpContract {
  @BeforeAll
  static void needsTheBroker() {
    RealBroker.uri();
  }

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

  @Test
  void aBrokerThatLosesWhatIsReturnedTwiceIsRefused() {
    Map<String, Object> limited = Map.of("x-queue-type", "quorum", "x-delivery-limit", 1);
    AmqpConnections connections = amqp().connections();
    Connection connection = connections.open("test", amqp().job(), "proof");
    try {
      ReturnProof proof = new ReturnProof(connections.address(), amqp().names().items(), limited);
      assertThatThrownBy(() -> proof.run(connection))
          .isInstanceOfSatisfying(
              GleanerException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONFIGURATION))
          .hasMessageContaining("returned 2 time(s)")
          .hasMessageContaining("delivery-limit");
    } finally {
      connection.abort();
    }
  }

  /**
   * As under a policy, which a test cannot set over AMQP: the limit comes from an argument here.
   */
  @Test
  void whatALimitGivesUpOnIsInTheQueueOfReturnedMessages() {
    QueueNames names = amqp().names();
    admin.create();
    amqp()
        .onChannel(
            channel -> {
              BrokerTraits traits = BrokerTraits.of(channel.getConnection().getServerProperties());
              Map<String, Object> arguments = traits.itemsArguments(QueueType.QUORUM, names);
              arguments.put("x-delivery-limit", 1);
              channel.queueDelete(names.items());
              return channel.queueDeclare(names.items(), true, false, false, arguments);
            });
    fill(1);
    ItemConsumer consumer = started();
    consumer.open(1, 1);
    consumer.giveBack(heard.awaitDeliveries(1).get(0).id());
    consumer.giveBack(heard.awaitDeliveries(2).get(1).id());
    soon().until(() -> admin.depth().returned() == 1);
    assertThat(admin.depth()).isEqualTo(new QueueAdmin.Depth(0, 1, 0));
    assertThat(heard.deliveries()).hasSize(2);
  }

  @Test
  void theProofLeavesNoScratchQueueAndNoMessageBehind() {
    admin.create();
    admin.create();
    assertThat(admin.depth()).isEqualTo(new QueueAdmin.Depth(0, 0, 0));
  }
}
