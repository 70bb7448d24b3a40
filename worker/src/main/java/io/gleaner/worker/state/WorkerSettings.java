package io.gleaner.worker.state;

/**
 * What a worker is told at its start.
 *
 * @param id new at every process start
 * @param host where it runs
 * @param pid its process id
 * @param uid the Job's uid, where the caller knows it; empty to take the Job that is open under the
 *     name
 * @param slots how many items it runs at once
 * @param graceMillis how long a handler has between TERM and KILL
 * @param maxParked how many deliveries it keeps aside before it takes no more
 * @param maxItems after so many items that it ran to their end (done, or a dead letter) it leaves;
 *     {@link #UNLIMITED} for a worker that stays until the Job's end
 * @param pollMillis how often it looks for what it waits for, when nobody tells it (a Job to be
 *     opened, room for results, the end)
 * @param maxAhead how many items it takes at most beyond those that run, where items are short; 0
 *     to take one only when it can be started
 * @param batchMillis how long the work that it has taken ahead may be, by the measured time of its
 *     handlers
 */
public record WorkerSettings(
    String id,
    String host,
    long pid,
    String uid,
    int slots,
    long graceMillis,
    int maxParked,
    long maxItems,
    long pollMillis,
    int maxAhead,
    long batchMillis) {
  /** The {@link #maxItems} of a worker that stays until the Job's end. */
  public static final long UNLIMITED = Long.MAX_VALUE;

  /** The default grace between TERM and KILL. */
  public static final long DEFAULT_GRACE_MILLIS = 2_000;

  /** The default limit on parked deliveries. */
  public static final int DEFAULT_MAX_PARKED = 200;

  /** The default limit on items taken ahead. */
  public static final int DEFAULT_MAX_AHEAD = 2_048;

  /** The default limit on the time that they take. */
  public static final long DEFAULT_BATCH_MILLIS = 250;

  /** The default poll interval. */
  public static final long DEFAULT_POLL_MILLIS = 500;

  /** With all defaults: any Job of the name, as many items as there are. */
  public static WorkerSettings of(String id, String host, long pid, int slots) {
    return new WorkerSettings(
        id,
        host,
        pid,
        "",
        slots,
        DEFAULT_GRACE_MILLIS,
        DEFAULT_MAX_PARKED,
        UNLIMITED,
        DEFAULT_POLL_MILLIS,
        DEFAULT_MAX_AHEAD,
        DEFAULT_BATCH_MILLIS);
  }
}
