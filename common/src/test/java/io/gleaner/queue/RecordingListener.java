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
  public void foreign(String why) {
    foreign.add(why);
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

  public List<String> foreign() {
    return foreign;
  }
}
