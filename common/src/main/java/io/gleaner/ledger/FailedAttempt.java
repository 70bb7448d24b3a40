package io.gleaner.ledger;

/**
 * An attempt that did not get its item done, for reports.
 *
 * @param attempt its number
 * @param worker who ran it
 * @param exitCode the handler's, −1 where the worker was lost with it
 * @param endedAt when the ledger took note of it, on Redis' clock in milliseconds since 1970
 * @param error a sentence
 */
public record FailedAttempt(int attempt, String worker, int exitCode, long endedAt, String error) {}
