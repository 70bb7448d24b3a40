package io.gleaner.ledger;

/**
 * The ledger's record of a registered worker.
 *
 * @param info its own description
 * @param registeredAt on Redis' clock, in milliseconds
 * @param seenAt when it was last heard of
 */
public record WorkerRecord(WorkerInfo info, long registeredAt, long seenAt) {}
