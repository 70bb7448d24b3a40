package io.gleaner.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import io.gleaner.item.Bytes;
import io.gleaner.item.WorkItem;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every queue does for who makes and fills it. */
public abstract class QueueFillingContract extends QueueTestCase {
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
    held.forEach(each -> consumer.acknowledge(List.of(each.id())));
    consumer.close();
    assertThat(admin.depth().items()).isEqualTo(3);
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
}
