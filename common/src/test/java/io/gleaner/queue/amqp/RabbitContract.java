package io.gleaner.queue.amqp;

import static io.gleaner.queue.RecordingListener.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import io.gleaner.queue.DeliveryId;
import io.gleaner.queue.ItemConsumer;
import io.gleaner.queue.QueueAdmin;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the AMQP adapter does on every RabbitMQ, beyond what it does on every broker. */
abstract class RabbitContract extends AmqpContract {
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
    ReturnProof proof =
        new ReturnProof(amqp().connections(), amqp().job(), amqp().names().items(), limited);
    assertThatThrownBy(() -> proof.run("proof", notice -> {}))
        .isInstanceOfSatisfying(
            GleanerException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONFIGURATION))
        .hasMessageContaining("returned 2 time(s)")
        .hasMessageContaining("delivery-limit");
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
    heard.awaitDeliveries(1);
    consumer.close(1);
    consumer.open(2, 1);
    heard.awaitDeliveries(2);
    consumer.close(2);
    soon().until(() -> admin.depth().returned() == 1);
    assertThat(admin.depth()).isEqualTo(new QueueAdmin.Depth(0, 1, 0));
    assertThat(heard.deliveries()).hasSize(2);
  }

  @Test
  void theProofLeavesNoScratchQueueAndNoMessageBehind() {
    admin.create();
    admin.proveReturns();
    admin.proveReturns();
    assertThat(admin.depth()).isEqualTo(new QueueAdmin.Depth(0, 0, 0));
  }

  /**
   * A worker dies, or has no slot for what it kept aside: the item must not wait for all others.
   */
  @Test
  void whatComesBackComesBeforeWhatWaitsHoweverItCameBack() {
    admin.create();
    fill(20);
    ItemConsumer consumer = started();
    consumer.open(1, 1);
    DeliveryId first = heard.awaitDeliveries(1).get(0).id();
    consumer.cancel(1);
    consumer.giveBack(first);
    consumer.open(2, 2);
    assertThat(indexes(heard.awaitDeliveries(3))).containsExactly(0L, 0L, 1L);
    consumer.cancel(2);
    consumer.giveBack(heard.deliveries().get(1).id());
    consumer.giveBack(heard.deliveries().get(2).id());
    consumer.open(3, 2);
    heard.awaitDeliveries(5);
    assertThat(indexes(heard.deliveriesOf(3))).containsExactlyInAnyOrder(0L, 1L);
    backend.cutConnections();
    heard.awaitUp(2);
    consumer.close(3);
    consumer.open(4, 3);
    heard.awaitDeliveries(8);
    assertThat(indexes(heard.deliveriesOf(4))).containsExactlyInAnyOrder(0L, 1L, 2L);
  }
}
