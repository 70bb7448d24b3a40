package io.gleaner.queue;

import io.gleaner.failure.GleanerException;
import java.util.List;

/**
 * Takes items from a Job's queue. Each lane is a consumer on a channel of its own, with a fixed
 * credit (basic.qos before basic.consume) and a consumer tag that is never used again. All methods
 * but the last return at once and may be called from one thread at a time; what happens is told to
 * the {@link Listener}. A call about a lane that is gone, or about a delivery that is settled, does
 * nothing. Calls take effect in their order.
 *
 * <p>Whoever hears {@link Listener#down} closes every lane that it has ever opened and not closed:
 * an {@link #open} that was under way would otherwise open its lane on the next connection, where
 * nobody knows of it.
 */
public interface ItemConsumer extends AutoCloseable {
  /**
   * Connects and tells {@link Listener#up} when lanes can be opened; reconnects by itself until
   * closed. Called once.
   */
  void start(Listener listener);

  /** Opens a lane that holds at most {@code credit} unacknowledged deliveries. */
  void open(int lane, int credit);

  /**
   * Ends a lane's supply (basic.cancel); its deliveries stay unacknowledged until acknowledged or
   * given back.
   */
  void cancel(int lane);

  /** Closes a lane; whatever it still holds goes back to the queue. */
  void close(int lane);

  /** Acknowledges these deliveries, and no other, however few calls that takes. */
  void acknowledge(List<DeliveryId> deliveries);

  /** Gives one delivery back to the queue (basic.nack with requeue, one tag at a time). */
  void giveBack(DeliveryId delivery);

  /**
   * Moves a message that is not this Job's to the Job's queue for foreign messages, with the
   * reason, then acknowledges it and tells {@link Listener#foreign}. While that cannot be done, the
   * delivery stays unacknowledged: nothing is lost.
   *
   * @param why goes on after "was set aside: "
   */
  void setAside(DeliveryId delivery, String why);

  /**
   * Closes every lane and the connection, after the calls made before; waits until that is done,
   * but not for long. The listener hears nothing any more. Not to be called from the listener.
   */
  @Override
  void close();

  /**
   * What a consumer hears: one call at a time, from the adapter's threads. A listener must return
   * at once, and nothing comes of a lane after its loss was told.
   */
  interface Listener {
    /** The connection stands and lanes can be opened. Lanes of an earlier connection are gone. */
    void up();

    /**
     * The connection is lost, and every lane with it, or could not be made in the first place; the
     * sentence says why. Told once until {@link #up}, while the adapter keeps trying.
     */
    void down(String why);

    /**
     * The broker can be reached but refuses us, for a reason that only a person can mend (wrong
     * password, no such virtual host, a certificate that is not trusted, no permission to consume
     * or to set a message aside). Told at once of what has never worked, else only after several
     * refusals in a row; once until {@link #up}, whether or not {@link #down} was. The adapter
     * keeps trying.
     */
    void refused(GleanerException why);

    /**
     * The broker delivered an item. A message that no item can be read from never comes here: the
     * adapter sets it aside.
     */
    void delivered(Delivery delivery);

    /**
     * A lane is gone (channel closed or consumer cancelled by the broker); its deliveries are back
     * in the queue.
     */
    void laneLost(int lane, String why);

    /**
     * A message that is not the Job's is about to be set aside. It counts against its lane's credit
     * until {@link #foreign}, which may take as long as the broker blocks publishers.
     */
    void settingAside(DeliveryId delivery);

    /** A message was set aside; the sentence says what was wrong with it. */
    void foreign(DeliveryId delivery, String why);
  }
}
