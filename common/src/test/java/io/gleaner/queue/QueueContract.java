package io.gleaner.queue;

import static io.gleaner.queue.RecordingListener.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.item.Bytes;
import io.gleaner.item.WorkItem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What every queue does, whatever broker is behind it: all of the contract; here, messages that are
 * not the Job's, and faults.
 */
public abstract class QueueContract extends QueueWorkingContract {
  @Test
  void messagesThatAreNoItemsAreSetAsideWithTheReason() {
    admin.create();
    byte[] body = {0, -1, 10, 13, 127};
    backend.publishRaw(Map.of(), body);
    backend.publishRaw(Map.of("gleaner-uid", UID), body);
    backend.publishRaw(Map.of("gleaner-index", 1L, "other", "kept"), body);
    backend.publishRaw(Map.of("gleaner-uid", UID, "gleaner-index", -1L), body);
    backend.publishRaw(Map.of("gleaner-uid", UID, "gleaner-index", "seven"), body);
    backend.publishRaw(Map.of("gleaner-uid", "", "gleaner-index", 1L), body);
    backend.publishRaw(Map.of("gleaner-uid", UID, "gleaner-index", 7), body);
    ItemConsumer consumer = started();
    consumer.open(1, 1);
    assertThat(indexes(heard.awaitDeliveries(1))).containsExactly(7L);
    consumer.acknowledge(List.of(heard.deliveries().get(0).id()));
    soon().until(() -> heard.foreign().size() == 6);
    List<QueueBackend.Raw> aside = backend.takeForeign();
    assertThat(aside).hasSize(6);
    assertThat(aside).allSatisfy(each -> assertThat(each.body()).isEqualTo(Bytes.wrap(body)));
    assertThat(aside)
        .allSatisfy(each -> assertThat(each.headers().get("gleaner-reason")).contains("gleaner-"));
    assertThat(aside).anySatisfy(each -> assertThat(each.headers()).containsEntry("other", "kept"));
    soon().until(() -> admin.depth().items() == 0);
    assertThat(heard.deliveries()).hasSize(1);
  }

  @Test
  void aMessageThatTheWorkerJudgesForeignIsSetAside() {
    admin.create();
    ItemPublisher publisher = closedAtEnd(backend.publisher("another-uid", 100));
    publisher.publish(new WorkItem(3, Bytes.utf8("body")));
    publisher.flush();
    ItemConsumer consumer = started();
    consumer.open(1, 1);
    DeliveryId id = heard.awaitDeliveries(1).get(0).id();
    consumer.setAside(id, "it is of another Job");
    consumer.setAside(id, "it is of another Job");
    fill(1);
    heard.awaitDeliveries(2);
    assertThat(heard.foreign()).hasSize(1);
    assertThat(heard.foreign().get(0)).contains("it is of another Job");
    QueueBackend.Raw aside = backend.takeForeign().get(0);
    assertThat(aside.headers())
        .containsEntry("gleaner-uid", "another-uid")
        .containsEntry("gleaner-index", "3")
        .containsEntry("gleaner-reason", "it is of another Job");
    assertThat(aside.body()).isEqualTo(Bytes.utf8("body"));
  }

  @Test
  void afterALostConnectionWhatWasUnacknowledgedComesBack() {
    admin.create();
    fill(3);
    ItemConsumer consumer = started();
    consumer.open(1, 1);
    consumer.open(2, 2);
    List<Delivery> held = List.copyOf(heard.awaitDeliveries(3));
    backend.cutConnections();
    heard.awaitUp(2);
    assertThat(heard.downs()).hasSize(1);
    assertThat(heard.lostLanes()).isEmpty();
    // Of the lost connection: these do nothing.
    held.forEach(each -> consumer.acknowledge(List.of(each.id())));
    consumer.close(1);
    consumer.close(2);
    consumer.open(3, 10);
    heard.awaitDeliveries(6);
    assertThat(indexes(heard.deliveriesOf(3))).containsExactlyInAnyOrder(0L, 1L, 2L);
    heard.deliveriesOf(3).forEach(each -> consumer.acknowledge(List.of(each.id())));
    backend.cutConnections();
    heard.awaitUp(3);
    consumer.close(3);
    consumer.open(4, 10);
    fillFrom(3, 1);
    // Acknowledgements that were cut off on their way are none.
    soon().until(() -> indexes(heard.deliveriesOf(4)).contains(3L));
    assertThat(heard.downs()).hasSize(2);
  }

  @Test
  void aLaneOfADeletedQueueIsLostAndANewOneWorksOnceTheQueueIsBack() {
    admin.create();
    ItemConsumer consumer = started();
    consumer.open(1, 1);
    fill(1);
    heard.awaitDeliveries(1);
    admin.delete();
    consumer.cancel(1);
    if (tellsOfDeletedQueue()) {
      soon().until(() -> heard.lostLanes().contains(1));
    }
    consumer.open(2, 1);
    consumer.open(3, 1);
    soon().until(() -> heard.lostLanes().containsAll(List.of(2, 3)));
    assertThat(heard.lostLanes()).hasSize(tellsOfDeletedQueue() ? 3 : 2);
    assertThat(heard.losses()).allSatisfy(why -> assertThat(why).contains("queue"));
    admin.create();
    consumer.open(4, 1);
    fill(1);
    heard.awaitDeliveries(2);
    assertThat(heard.deliveriesOf(4)).hasSize(1);
    assertThat(heard.downs()).isEmpty();
  }
}
