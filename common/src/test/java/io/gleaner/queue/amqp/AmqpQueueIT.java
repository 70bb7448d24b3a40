package io.gleaner.queue.amqp;

import org.junit.jupiter.api.BeforeAll;

/** The contract, kept by the adapter on the RabbitMQ that GLEANER_TEST_BROKER names. */
class AmqpQueueIT extends RabbitContract {
  @BeforeAll
  static void needsTheBroker() {
    RealBroker.uri();
  }

  @Override
  protected String uri() {
    return RealBroker.uri();
  }
}
