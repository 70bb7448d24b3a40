package io.gleaner.coordinator.launch;

import java.time.Instant;

/**
 * The workers of one run, and whoever keeps them running by the rules of a Job with a work queue:
 * this program's own reconciler, or a cluster's controller. For one thread, but for {@link
 * #killAll}.
 */
public interface Crew extends AutoCloseable {
  /**
   * Does what is due: the first call starts the workers. To be called several times a second.
   *
   * @param over whether the Job has ended in the ledger, and nothing of it is in anybody's hands
   * @throws io.gleaner.failure.GleanerException if there can be no workers any more
   */
  void tick(Instant now, boolean over);

  /** What there is of it now. */
  CrewStatus status();

  /**
   * The Job is suspended, or goes on: its workers are asked to stop, or started again. To be called
   * as often as is known; without a change it does nothing.
   */
  void suspend(boolean suspended, Instant now);

  /** Asks all workers to stop gracefully, and starts none any more. */
  void dismiss(Instant now);

  /** A worker has ended, as the {@link WorkerListener} was told. */
  void ended(String workerId, int exitCode, Instant now);

  /** Ends all workers as soon as can be, and does not wait. From any thread. */
  void killAll();

  /** Leaves nothing behind but what is meant to stay. It is bounded. */
  @Override
  void close();
}
