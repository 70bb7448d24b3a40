package io.gleaner.coordinator.control.queue;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a Job's items.
 *
 * @param round the last {@link Wish} that all of this comes after
 * @param ready the queue is there, and the ledger grants, or does not, as is wished: workers may be
 *     started
 * @param figures the ledger's; null as long as it was not asked
 * @param settled the Job has ended, which no crash takes back; nobody holds an item, and every
 *     result is in the file
 * @param answer to the last request to put dead letters back; null if there was none
 * @param trouble why it does not go on, as a sentence; null if it does
 */
public record Glance(
    long round,
    boolean ready,
    @Nullable Figures figures,
    boolean settled,
    RetryRequest.@Nullable Answer answer,
    @Nullable String trouble) {
  /** Nothing is known yet. */
  public static final Glance NOTHING = new Glance(-1, false, null, false, null, null);
}
