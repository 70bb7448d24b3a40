package io.gleaner.worker.runtime;

import io.gleaner.queue.DeliveryId;
import io.gleaner.queue.ItemConsumer;
import io.gleaner.queue.RecordingListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Passes everything on, and remembers what came: for what cannot be seen from outside. */
final class WatchedConsumer implements ItemConsumer {
  private final ItemConsumer real;
  private final Seen seen;

  WatchedConsumer(ItemConsumer real, Seen seen) {
    this.real = real;
    this.seen = seen;
  }

  @Override
  public void start(Listener listener) {
    real.start(seen.heard.before(listener));
  }

  @Override
  public void open(int lane, int credit) {
    real.open(lane, credit);
  }

  @Override
  public void cancel(int lane) {
    real.cancel(lane);
  }

  @Override
  public void close(int lane) {
    real.close(lane);
  }

  @Override
  public void acknowledge(List<DeliveryId> deliveries) {
    real.acknowledge(deliveries);
  }

  @Override
  public void giveBack(DeliveryId delivery) {
    seen.givenBack.add(delivery);
    real.giveBack(delivery);
  }

  @Override
  public void setAside(DeliveryId delivery, String why) {
    real.setAside(delivery, why);
  }

  @Override
  public void close() {
    real.close();
  }

  /** What the workers of a test saw. */
  static final class Seen {
    private final RecordingListener heard = new RecordingListener();
    private final List<DeliveryId> givenBack = new CopyOnWriteArrayList<>();

    /** How often an item was delivered. */
    long deliveriesOf(long index) {
      return heard.deliveries().stream().filter(each -> each.item().index() == index).count();
    }

    /** Why lanes were lost. */
    List<String> losses() {
      return heard.losses();
    }

    /** How many deliveries were given back. */
    int givenBack() {
      return givenBack.size();
    }
  }
}
