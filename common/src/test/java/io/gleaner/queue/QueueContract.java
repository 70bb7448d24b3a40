package io.gleaner.queue;

import static io.gleaner.queue.RecordingListener.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import io.gleaner.item.Bytes;
import io.gleaner.item.WorkItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every queue does, whatever broker is behind it. */
public abstract class QueueContract {
  protected static final String UID = "uid-1";

  private final List<AutoCloseable> opened = new ArrayList<>();
  protected final RecordingListener heard = new RecordingListener();

  @SuppressWarnings("NullAway.Init") // set before each test
  protected QueueBackend backend;

  @SuppressWarnings("NullAway.Init") // set before each test
  protected QueueAdmin admin;

  /** A queue that no other test uses. */
  protected abstract QueueBackend backend(String job);

  /** Whether {@link QueueAdmin#depth} counts what is delivered and unacknowledged too. */
  protected boolean depthCountsHeld() {
    return false;
  }

  /** Whether a consumer hears of it when its queue is deleted. */
  protected boolean tellsOfDeletedQueue() {
    return true;
  }

  @BeforeEach
  void makeBackend() {
    backend = backend("contract-" + UUID.randomUUID());
    admin = closedAtEnd(backend.admin());
  }

  @AfterEach
  void closeBackend() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
    backend.close();
  }

  @Test
  void createSaysWhetherTheQueueWasThereBefore() {
    assertThat(admin.create()).isTrue();
    assertThat(admin.create()).isFalse();
    admin.delete();
    assertThat(admin.create()).isTrue();
  }

  @Test
  void deletingWhatIsNotThereIsNoError() {
    admin.delete();
    admin.create();
    admin.delete();
    admin.delete();
    assertThatThrownBy(() -> admin.depth())
        .isInstanceOfSatisfying(
            GleanerException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.PERMANENT))
        .hasMessageContaining("is not there");
  }

  @Test
  void depthCountsReadyMessages() {
    admin.create();
    fill(5);
    assertThat(admin.depth()).isEqualTo(new QueueAdmin.Depth(5, 0, 0));
    ItemConsumer consumer = started();
    consumer.open(1, 2);
    List<Delivery> held = heard.awaitDeliveries(2);
    assertThat(admin.depth().items()).isEqualTo(depthCountsHeld() ? 5 : 3);
    consumer.cancel(1);
    held.forEach(each -> consumer.acknowledge(each.id()));
    consumer.close();
    assertThat(admin.depth().items()).isEqualTo(3);
  }

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
      consumer.acknowledge(heard.awaitDeliveries(i + 1).get(i).id());
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
    consumer.open(2, 1);
    heard.awaitDeliveries(3);
    consumer.acknowledge(parked.get(0).id());
    consumer.acknowledge(heard.deliveriesOf(2).get(0).id());
    heard.awaitDeliveries(4);
    assertThat(heard.deliveriesOf(1)).hasSize(2);
    assertThat(heard.deliveriesOf(2)).hasSize(2);
    consumer.open(3, 10);
    heard.awaitDeliveries(6);
    consumer.giveBack(parked.get(1).id());
    assertThat(indexes(heard.awaitDeliveries(7)))
        .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, parked.get(1).item().index());
    assertThat(heard.deliveriesOf(1)).hasSize(2);
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
    consumer.acknowledge(heard.deliveries().get(returns).id());
    consumer.close();
    assertThat(admin.depth()).isEqualTo(new QueueAdmin.Depth(0, 0, 0));
  }

  @Test
  void whatIsAcknowledgedNeverComesAgain() {
    admin.create();
    fill(20);
    ItemConsumer consumer = started();
    consumer.open(1, 20);
    heard.awaitDeliveries(20).forEach(each -> consumer.acknowledge(each.id()));
    consumer.close();
    RecordingListener later = new RecordingListener();
    ItemConsumer next = started(later);
    next.open(1, 100);
    fillFrom(20, 1);
    assertThat(indexes(later.awaitDeliveries(1))).containsExactly(20L);
    next.acknowledge(later.deliveries().get(0).id());
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
    consumer.acknowledge(first.get(0).id());
    consumer.close(1);
    // A lane that is gone: these do nothing, and must not break what comes after.
    consumer.acknowledge(first.get(1).id());
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
    consumer.acknowledge(first);
    consumer.acknowledge(first);
    consumer.giveBack(first);
    consumer.setAside(first, "too late");
    consumer.acknowledge(heard.awaitDeliveries(2).get(1).id());
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

  @Test
  void bodiesAreCarriedUnchanged() {
    admin.create();
    byte[] everyByte = new byte[256];
    for (int i = 0; i < everyByte.length; i++) {
      everyByte[i] = (byte) i;
    }
    byte[] large = new byte[1024 * 1024];
    new Random(7).nextBytes(large);
    List<Bytes> bodies =
        List.of(Bytes.EMPTY, Bytes.wrap(everyByte), Bytes.wrap(large), Bytes.wrap(everyByte));
    ItemPublisher publisher = closedAtEnd(backend.publisher(UID, 100));
    for (int i = 0; i < bodies.size(); i++) {
      publisher.publish(new WorkItem(i, bodies.get(i)));
    }
    publisher.flush();
    started().open(1, 10);
    List<Delivery> got = heard.awaitDeliveries(4);
    assertThat(got).extracting(each -> each.item().body()).containsExactlyElementsOf(bodies);
  }

  @Test
  void uidAndIndexAreCarriedUnchanged() {
    admin.create();
    long large = Long.MAX_VALUE - 1;
    ItemPublisher publisher = closedAtEnd(backend.publisher("ü-uid", 100));
    publisher.publish(new WorkItem(large, Bytes.utf8("x")));
    publisher.flush();
    started().open(1, 1);
    Delivery got = heard.awaitDeliveries(1).get(0);
    assertThat(got.uid()).isEqualTo("ü-uid");
    assertThat(got.item().index()).isEqualTo(large);
  }

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
    consumer.acknowledge(heard.deliveries().get(0).id());
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
  void everythingPublishedIsConfirmedInTheEndThroughASmallWindow() {
    admin.create();
    ItemPublisher publisher = closedAtEnd(backend.publisher(UID, 16));
    assertThat(publisher.confirmedBelow()).isZero();
    long before = 0;
    for (int i = 0; i < 500; i++) {
      publisher.publish(new WorkItem(1_000 + i, Bytes.utf8("item " + i)));
      long now = publisher.confirmedBelow();
      assertThat(now).isGreaterThanOrEqualTo(before).isGreaterThan(1_000 + i - 16);
      before = now;
    }
    publisher.flush();
    assertThat(publisher.confirmedBelow()).isEqualTo(1_500);
    assertThat(admin.depth().items()).isEqualTo(500);
  }

  @Test
  void indexesMustGrow() {
    admin.create();
    ItemPublisher publisher = closedAtEnd(backend.publisher(UID, 16));
    publisher.publish(new WorkItem(5, Bytes.EMPTY));
    assertThatThrownBy(() -> publisher.publish(new WorkItem(5, Bytes.EMPTY)))
        .isInstanceOf(IllegalArgumentException.class);
    publisher.publish(new WorkItem(9, Bytes.EMPTY));
    publisher.flush();
    assertThat(publisher.confirmedBelow()).isEqualTo(10);
  }

  @Test
  void publishingToADeletedQueueFailsForGoodAndConfirmsNothing() {
    admin.create();
    ItemPublisher publisher = closedAtEnd(backend.publisher(UID, 16));
    publisher.publish(new WorkItem(0, Bytes.EMPTY));
    publisher.flush();
    admin.delete();
    assertThatThrownBy(
            () -> {
              publisher.publish(new WorkItem(1, Bytes.EMPTY));
              publisher.flush();
            })
        .isInstanceOfSatisfying(
            GleanerException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.PERMANENT))
        .hasMessageContaining("is not there");
    assertThat(publisher.confirmedBelow()).isEqualTo(1);
    assertThatThrownBy(() -> publisher.publish(new WorkItem(2, Bytes.EMPTY)))
        .isInstanceOf(GleanerException.class);
  }

  @Test
  void aPublisherThatIsCutOffFailsAndKeepsItsMark() {
    admin.create();
    ItemPublisher publisher = closedAtEnd(backend.publisher(UID, 16));
    publisher.publish(new WorkItem(0, Bytes.EMPTY));
    publisher.flush();
    backend.cutConnections();
    assertThatThrownBy(
            () -> {
              publisher.publish(new WorkItem(1, Bytes.EMPTY));
              publisher.flush();
            })
        .isInstanceOfSatisfying(
            GleanerException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.TRANSIENT));
    assertThat(publisher.confirmedBelow()).isEqualTo(1);
    fillFrom(1, 1);
    assertThat(admin.depth().items()).isEqualTo(2);
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
    held.forEach(each -> consumer.acknowledge(each.id()));
    consumer.close(1);
    consumer.close(2);
    consumer.open(3, 10);
    heard.awaitDeliveries(6);
    assertThat(indexes(heard.deliveriesOf(3))).containsExactlyInAnyOrder(0L, 1L, 2L);
    heard.deliveriesOf(3).forEach(each -> consumer.acknowledge(each.id()));
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

  protected final ItemConsumer started() {
    return started(heard);
  }

  protected final ItemConsumer started(RecordingListener listener) {
    ItemConsumer consumer = closedAtEnd(backend.consumer("worker-" + UUID.randomUUID()));
    consumer.start(listener);
    listener.awaitUp(1);
    return consumer;
  }

  protected final void fill(int count) {
    fillFrom(0, count);
  }

  protected final void fillFrom(long first, int count) {
    try (ItemPublisher publisher = backend.publisher(UID, 100)) {
      for (long index = first; index < first + count; index++) {
        publisher.publish(new WorkItem(index, Bytes.utf8("item " + index)));
      }
      publisher.flush();
    }
  }

  protected final <T extends AutoCloseable> T closedAtEnd(T resource) {
    opened.add(resource);
    return resource;
  }

  protected static List<Long> indexes(List<Delivery> deliveries) {
    return deliveries.stream().map(each -> each.item().index()).toList();
  }

  private static List<Long> upTo(long end) {
    return LongStream.range(0, end).boxed().toList();
  }
}
