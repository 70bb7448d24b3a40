package io.gleaner.ledger;

import io.gleaner.item.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Asks for one item.
 *
 * @param index the item
 * @param jitter from 0 to {@link io.gleaner.retry.RetryPolicy#JITTER_SCALE}, for the delay of an
 *     item that turns out to be lost
 * @param body the item's body, given only after {@link ClaimOutcome.BodyWanted}
 */
public record Claim(long index, int jitter, @Nullable Bytes body) {}
