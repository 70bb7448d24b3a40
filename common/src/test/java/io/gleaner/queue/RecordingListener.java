package io.gleaner.queue;

import io.gleaner.failure.GleanerException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Remembers what a consumer said, for tests that wait for it. */
public final class RecordingListener implements ItemConsumer.Listener {
  private final AtomicInteger ups = new AtomicInteger();
  private final List<String> downs = new CopyOnWriteArrayList<>();
  private final List<GleanerException> refusals = new CopyOnWriteArrayList<>();
  private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
  private final List<String> losses = new CopyOnWriteArrayList<>();
  private final List<Integer> lostLanes = new CopyOnWriteArrayList<>();
  private final List<DeliveryId> aside = new CopyOnWriteArrayList<>();
  private final List<String> foreign = new CopyOnWriteArrayList<>();

  @Override
  public void up() {
    ups.incrementAndGet();
  }

  @Override
  public void down(String why) {
    downs.add(why);
  }

  @Override
  public void refused(GleanerException why) {
    refusals.add(why);
  }

  @Override
  public void delivered(Delivery delivery) {
    deliveries.add(delivery);
  }

  @Override
  public void laneLost(int lane, String why) {
    losses.add(why);
    lostLanes.add(lane);
  }

  @Override
  public void settingAside(DeliveryId delivery) {
    aside.add(delivery);
  }

  @Override
  public void foreign(DeliveryId delivery, String why) {
    foreign.add(why);
    aside.remove(delivery);
  }

  /** A listener that passes on what it hears, and has it remembered here first. */
  public ItemConsumer.Listener before(ItemConsumer.Listener next) {
    return new Passing(this, next);
  }

  /** Waits for a condition, looking often: hundreds of round trips must not take minutes. */
  public static ConditionFactory soon() {
    return Awaitility.await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .atMost(Duration.ofSeconds(20));
  }

  /** Waits until the consumer has come up this often. */
  public void awaitUp(int times) {
    soon().until(() -> ups.get() >= times);
  }

  /** Waits until this many deliveries have come, and returns all that came. */
  public List<Delivery> awaitDeliveries(int count) {
    soon().until(() -> deliveries.size() >= count);
    return deliveries;
  }

  /** The deliveries of one lane so far. */
  public List<Delivery> deliveriesOf(int lane) {
    return deliveries.stream().filter(each -> each.id().lane() == lane).toList();
  }

  public List<Delivery> deliveries() {
    return deliveries;
  }

  public List<String> downs() {
    return downs;
  }

  public List<GleanerException> refusals() {
    return refusals;
  }

  /** Why lanes were lost, in the order of {@link #lostLanes}. */
  public List<String> losses() {
    return losses;
  }

  public List<Integer> lostLanes() {
    return lostLanes;
  }

  /** What is being set aside at this moment. */
  public List<DeliveryId> aside() {
    return aside;
  }

  public List<String> foreign() {
    return foreign;
  }

  private record Passing(RecordingListener record, ItemConsumer.Listener next)
      implements ItemConsumer.Listener {
    @Override
    public void up() {
      record.up();
      next.up();
    }

    @Override
    public void down(String why) {
      record.down(why);
      next.down(why);
    }

    @Override
    public void refused(GleanerException why) {
      record.refused(why);
      next.refused(why);
    }

    @Override
    public void delivered(Delivery delivery) {
      record.delivered(delivery);
      next.delivered(delivery);
    }

    @Override
    public void laneLost(int lane, String why) {
      record.laneLost(lane, why);
      next.laneLost(lane, why);
    }

    @Override
    public void settingAside(DeliveryId delivery) {
      record.settingAside(delivery);
      next.settingAside(delivery);
    }

    @Override
    public void foreign(DeliveryId delivery, String why) {
      record.foreign(delivery, why);
      next.foreign(delivery, why);
    }
  }
}
