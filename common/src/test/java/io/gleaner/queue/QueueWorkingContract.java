package io.gleaner.queue;

import static io.gleaner.queue.RecordingListener.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every queue does for who works on it, as long as nothing fails. */
public abstract class QueueWorkingContract extends QueueFillingContract {
  @Test
  void aLaneHoldsNoMoreThanItsCredit() {
    admin.create();
    fill(10);
    ItemConsumer consumer = started();
    consumer.open(1, 3);
    heard.awaitDeliveries(3);
    consumer.open(2, 7);
    heard.awaitDeliveries(10);
    assertThat(heard.deliveriesOf(1)).hasSize(3);
    assertThat(heard.deliveriesOf(2)).hasSize(7);
    assertThat(indexes(heard.deliveries())).doesNotHaveDuplicates();
  }

  @Test
  void anAcknowledgementMakesRoomForTheNext() {
    admin.create();
    fill(100);
    ItemConsumer consumer = started();
    consumer.open(1, 2);
    for (int i = 0; i < 100; i++) {
      consumer.acknowledge(List.of(heard.awaitDeliveries(i + 1).get(i).id()));
    }
    assertThat(indexes(heard.deliveries())).isEqualTo(upTo(100));
  }

  @Test
  void anItemComesToALaneThatWaits() {
    admin.create();
    ItemConsumer consumer = started();
    consumer.open(1, 1);
    fill(1);
    assertThat(indexes(heard.awaitDeliveries(1))).containsExactly(0L);
  }

  @Test
  void aCancelledLaneKeepsItsDeliveriesWhichDoNotCountAndCanBeSettled() {
    admin.create();
    fill(6);
    ItemConsumer consumer = started();
    consumer.open(1, 2);
    List<Delivery> parked = List.copyOf(heard.awaitDeliveries(2));
    consumer.cancel(1);
    consumer.cancel(1);
    consumer.open(2, 1);
    heard.awaitDeliveries(3);
    consumer.acknowledge(List.of(parked.get(0).id()));
    consumer.acknowledge(List.of(heard.deliveriesOf(2).get(0).id()));
    heard.awaitDeliveries(4);
    assertThat(heard.deliveriesOf(1)).hasSize(2);
    assertThat(heard.deliveriesOf(2)).hasSize(2);
    consumer.open(3, 10);
    heard.awaitDeliveries(6);
    consumer.giveBack(parked.get(1).id());
    assertThat(indexes(heard.awaitDeliveries(7)))
        .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, parked.get(1).item().index());
    assertThat(heard.deliveriesOf(1)).hasSize(2);
    assertThat(heard.downs()).isEmpty();
  }

  @Test
  void whatIsGivenBackComesAgainHoweverOften() {
    admin.create();
    fill(1);
    ItemConsumer consumer = started();
    consumer.open(1, 1);
    int returns = 30;
    for (int i = 0; i < returns; i++) {
      consumer.giveBack(heard.awaitDeliveries(i + 1).get(i).id());
    }
    assertThat(indexes(heard.awaitDeliveries(returns + 1))).containsOnly(0L);
    consumer.acknowledge(List.of(heard.deliveries().get(returns).id()));
    consumer.close();
    assertThat(admin.depth()).isEqualTo(new QueueAdmin.Depth(0, 0, 0));
  }

  @Test
  void whatIsAcknowledgedNeverComesAgain() {
    admin.create();
    fill(20);
    ItemConsumer consumer = started();
    consumer.open(1, 20);
    heard.awaitDeliveries(20).forEach(each -> consumer.acknowledge(List.of(each.id())));
    consumer.close();
    RecordingListener later = new RecordingListener();
    ItemConsumer next = started(later);
    next.open(1, 100);
    fillFrom(20, 1);
    assertThat(indexes(later.awaitDeliveries(1))).containsExactly(20L);
    next.acknowledge(List.of(later.deliveries().get(0).id()));
    soon().until(() -> admin.depth().items() == 0);
    assertThat(later.deliveries()).hasSize(1);
  }

  @Test
  void closingALaneReturnsItsDeliveries() {
    admin.create();
    fill(3);
    ItemConsumer consumer = started();
    consumer.open(1, 3);
    List<Delivery> first = List.copyOf(heard.awaitDeliveries(3));
    consumer.acknowledge(List.of(first.get(0).id()));
    consumer.close(1);
    // A lane that is gone: these do nothing, and must not break what comes after.
    consumer.acknowledge(List.of(first.get(1).id()));
    consumer.giveBack(first.get(2).id());
    consumer.cancel(1);
    consumer.close(1);
    consumer.open(2, 3);
    heard.awaitDeliveries(5);
    assertThat(indexes(heard.deliveriesOf(2))).containsExactlyInAnyOrder(1L, 2L);
    assertThat(heard.lostLanes()).isEmpty();
  }

  @Test
  void closingAConsumerReturnsItsDeliveries() {
    admin.create();
    fill(3);
    ItemConsumer consumer = started();
    consumer.open(1, 3);
    heard.awaitDeliveries(3);
    consumer.close();
    RecordingListener later = new RecordingListener();
    started(later).open(1, 3);
    assertThat(indexes(later.awaitDeliveries(3))).containsExactlyInAnyOrder(0L, 1L, 2L);
  }

  @Test
  void toSettleADeliveryTwiceDoesNothing() {
    admin.create();
    fill(3);
    ItemConsumer consumer = started();
    consumer.open(1, 1);
    DeliveryId first = heard.awaitDeliveries(1).get(0).id();
    consumer.acknowledge(List.of(first));
    consumer.acknowledge(List.of(first));
    consumer.giveBack(first);
    consumer.setAside(first, "too late");
    consumer.acknowledge(List.of(heard.awaitDeliveries(2).get(1).id()));
    assertThat(indexes(heard.awaitDeliveries(3))).containsExactly(0L, 1L, 2L);
    assertThat(heard.lostLanes()).isEmpty();
    assertThat(heard.foreign()).isEmpty();
  }

  @Test
  void twoConsumersShareTheItems() {
    admin.create();
    fill(4);
    RecordingListener other = new RecordingListener();
    started().open(1, 2);
    started(other).open(1, 2);
    heard.awaitDeliveries(2);
    other.awaitDeliveries(2);
    List<Long> all = new ArrayList<>(indexes(heard.deliveries()));
    all.addAll(indexes(other.deliveries()));
    assertThat(all).containsExactlyInAnyOrder(0L, 1L, 2L, 3L);
  }
}
