package io.gleaner.queue.amqp;

/** The type of a Job's queues on RabbitMQ; other brokers have one type only and ignore it. */
public enum QueueType {
  /** Replicated by consensus and synced to disk before a confirm. The default. */
  QUORUM("quorum"),
  /** One node's queue. */
  CLASSIC("classic");

  private final String argument;

  QueueType(String argument) {
    this.argument = argument;
  }

  /** The value of the queue argument x-queue-type. */
  String argument() {
    return argument;
  }
}
