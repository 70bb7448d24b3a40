package io.gleaner.coordinator.control.queue;

import io.gleaner.coordinator.control.Program;
import java.time.Instant;

/**
 * The port to the items of WorkQueueJobs. None of its methods waits for a server or a disk: a Job
 * that blocks holds up no other. All are told to it again and again; saying so twice is saying it
 * once.
 */
public interface ItemWork extends AutoCloseable {
  /**
   * Has a Job's items looked after from now on: filled, audited, collected.
   *
   * @param wish what is wanted of it
   * @return what is known by now
   */
  Glance attend(QueueJob job, Wish wish);

  /**
   * Ends that, keeping everything. Does nothing for a Job that is not looked after.
   *
   * @return whether nothing of it runs any more; false if that is to be asked again
   */
  boolean release(String uid);

  /**
   * Removes a Job for good: its ledger, queue, items and results.
   *
   * @return whether it is gone; false if that is to be asked again
   */
  boolean remove(QueueJob job);

  /** What a worker of the Job runs; {@code workerId} is also its name in the ledger. */
  Program worker(QueueJob job, String workerId);

  /**
   * Whether a worker that was started then is cut off from its servers by now, and so ends without
   * a fault of its own.
   */
  boolean isCutOff(Instant workerCreatedAt);

  /** Ends all of it, keeping everything. */
  @Override
  void close();
}
