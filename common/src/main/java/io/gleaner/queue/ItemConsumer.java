package io.gleaner.queue;

/**
 * Takes items from a Job's queue. Each lane is a consumer on a channel of its own, with a fixed
 * credit (basic.qos before basic.consume) and a consumer tag that is never used again. All methods
 * return at once and may be called from one thread at a time; what happens is told to the {@link
 * Listener}. A call about a lane that is gone does nothing: its deliveries are back in the queue.
 */
public interface ItemConsumer extends AutoCloseable {
  /**
   * Connects and tells {@link Listener#up} when lanes can be opened; reconnects by itself until
   * closed.
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

  /** Acknowledges one delivery (never multiple). */
  void acknowledge(DeliveryId delivery);

  /** Gives one delivery back to the queue (basic.nack with requeue, one tag at a time). */
  void giveBack(DeliveryId delivery);

  /**
   * Moves a message that is not this Job's to the Job's queue for foreign messages, then
   * acknowledges it. Nothing is lost.
   */
  void setAside(DeliveryId delivery, String why);

  /** Closes every lane and the connection. */
  @Override
  void close();

  /** What a consumer hears; called from the adapter's threads. */
  interface Listener {
    /** The connection stands and lanes can be opened. Lanes of an earlier connection are gone. */
    void up();

    /** The connection is lost, and every lane with it; the sentence says why. */
    void down(String why);

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

    /** A message was set aside; the sentence says what was wrong with it. */
    void foreign(String why);
  }
}
