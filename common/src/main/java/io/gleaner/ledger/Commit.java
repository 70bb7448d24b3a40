package io.gleaner.ledger;

import io.gleaner.item.Bytes;

/**
 * Brings one attempt's outcome to the ledger.
 *
 * @param grant under which it ran
 * @param attempt the attempt's number
 * @param item the item's body, for the result and for a dead letter
 * @param outcome how it ended
 * @param jitter from 0 to {@link io.gleaner.retry.RetryPolicy#JITTER_SCALE}, for the delay of a
 *     retry
 */
public record Commit(Grant grant, int attempt, Bytes item, Outcome outcome, int jitter) {}
