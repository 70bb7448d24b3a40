package io.gleaner.ledger;

/**
 * The Job as every reply shows it to a worker.
 *
 * @param phase where it stands; only a hint until the reader's own barrier has passed
 * @param reason why it failed (FailedItems, MaxFailedItemsExceeded, DeadlineExceeded,
 *     BackoffLimitExceeded …), else empty
 * @param quiescent the Job is terminal and no live registered worker has a grant that it has not
 *     given back
 * @param suspended nothing is granted until the Job is resumed
 * @param epoch grows with every restart of Redis that the ledger recovered from, and with every
 *     reopening
 */
public record JobView(
    Phase phase, String reason, boolean quiescent, boolean suspended, long epoch) {}
