package io.gleaner.queue.amqp;

/** The contract, kept by the adapter on the embedded broker. */
class AmqpQueueQpidTest extends AmqpContract {
  @Override
  protected String uri() {
    return QpidBroker.uri();
  }

  @Override
  protected boolean saysThatItRefuses() {
    return false;
  }

  /** Qpid takes it for a point in time, in ms since 1970. */
  @Override
  protected String expiration() {
    return "32503680000000";
  }

  /** Qpid's message count of queue.declare-ok is the whole queue's. */
  @Override
  protected boolean depthCountsHeld() {
    return true;
  }

  /**
   * Qpid sends no basic.cancel. Nothing deletes an embedded broker's queue but its own coordinator.
   */
  @Override
  protected boolean tellsOfDeletedQueue() {
    return false;
  }
}
