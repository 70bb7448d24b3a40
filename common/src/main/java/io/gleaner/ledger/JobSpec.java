package io.gleaner.ledger;

import io.gleaner.retry.RetryPolicy;

/**
 * What the ledger must know of a Job to apply its rules; fixed when the Job is opened.
 *
 * @param parameters everything else that makes this Job this Job (command, handler), in one
 *     canonical text: opening the same name with another text is refused
 * @param leaseMillis how long a lease lasts without a heartbeat, in milliseconds
 * @param retry attempts and delays of an item
 * @param maxFailedItems one more dead letter than this ends the Job at once; {@link #UNSET} for no
 *     such limit
 * @param tolerateFailedItems up to so many dead letters and the Job is still complete; {@link
 *     #UNSET} is 0
 * @param activeDeadlineMillis the Job fails so long after its opening (activeDeadlineSeconds);
 *     {@link #UNSET} for never
 * @param maxWaitingResultBytes above so many bytes of uncollected results nothing is granted;
 *     {@link #UNSET} for no limit
 * @param speculate whether idle workers start what runs longest a second time; the first outcome
 *     counts
 */
public record JobSpec(
    String parameters,
    long leaseMillis,
    RetryPolicy retry,
    long maxFailedItems,
    long tolerateFailedItems,
    long activeDeadlineMillis,
    long maxWaitingResultBytes,
    boolean speculate) {
  /** A limit that was not set. */
  public static final long UNSET = -1;

  /**
   * Items have smaller indexes than this: the ledger has one bit for each, and whoever asks which
   * of them have ended reads them as one {@link java.util.BitSet}, which has no more.
   */
  public static final long MAX_ITEMS = Integer.MAX_VALUE;

  /** The default lease. */
  public static final long DEFAULT_LEASE_MILLIS = 15_000;

  /** The default limit on uncollected results: 64 MiB. */
  public static final long DEFAULT_MAX_WAITING_RESULT_BYTES = 64L << 20;

  /** Without backup attempts. */
  public JobSpec(
      String parameters,
      long leaseMillis,
      RetryPolicy retry,
      long maxFailedItems,
      long tolerateFailedItems,
      long activeDeadlineMillis,
      long maxWaitingResultBytes) {
    this(
        parameters,
        leaseMillis,
        retry,
        maxFailedItems,
        tolerateFailedItems,
        activeDeadlineMillis,
        maxWaitingResultBytes,
        false);
  }

  /** The same, with or without backup attempts. */
  public JobSpec speculating(boolean whether) {
    return new JobSpec(
        parameters,
        leaseMillis,
        retry,
        maxFailedItems,
        tolerateFailedItems,
        activeDeadlineMillis,
        maxWaitingResultBytes,
        whether);
  }

  /** All defaults. */
  public static JobSpec of(String parameters) {
    return new JobSpec(
        parameters,
        DEFAULT_LEASE_MILLIS,
        RetryPolicy.DEFAULT,
        UNSET,
        UNSET,
        UNSET,
        DEFAULT_MAX_WAITING_RESULT_BYTES);
  }
}
