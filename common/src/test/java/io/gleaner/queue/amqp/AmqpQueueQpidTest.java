package io.gleaner.queue.amqp;

/** The contract, kept by the adapter on the embedded broker. */
class AmqpQueueQpidTest extends AmqpContract {
  @Override
  protected String uri() {
    return QpidBroker.uri();
  }

  /** Qpid's message count of queue.declare-ok is the whole queue's. */
  @Override
  protected boolean depthCountsHeld() {
    return true;
  }

  /** Qpid sends no basic.cancel. Nothing deletes an embedded broker's queue but its own coordinator. */
  @Override
  protected boolean tellsOfDeletedQueue() {
    return false;
  }
}
