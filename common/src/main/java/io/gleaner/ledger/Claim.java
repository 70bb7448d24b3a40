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
 * @param batch whether it will wait behind others before it is started; false: it is started as
 *     soon as it is granted
 */
public record Claim(long index, int jitter, @Nullable Bytes body, boolean batch) {
  /** Asks for an item that will be started at once. */
  public Claim(long index, int jitter, @Nullable Bytes body) {
    this(index, jitter, body, false);
  }
}
