package io.gleaner.queue.amqp;

/**
 * The names of a Job's queues on the broker.
 *
 * @param items the queue that holds every item that is not terminal
 * @param returned where the broker puts messages that it gives up on (a policy's delivery limit)
 * @param foreign where messages are put that are not this Job's
 */
public record QueueNames(String items, String returned, String foreign) {
  /** The names for a Job. */
  public static QueueNames of(String job) {
    String items = "gleaner." + job;
    return new QueueNames(items, items + ".returned", items + ".foreign");
  }
}
