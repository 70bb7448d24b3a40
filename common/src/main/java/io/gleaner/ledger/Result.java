package io.gleaner.ledger;

import io.gleaner.item.Bytes;

/**
 * What waits in the ledger to be collected, one for each item that became terminal.
 *
 * @param index the item's index
 * @param item the item itself
 * @param attempt the attempt that decided, from 1
 * @param worker who ran it
 * @param done false for a dead letter
 * @param exitCode of the deciding attempt
 * @param startedAt milliseconds since the epoch
 * @param durationMillis of the deciding attempt
 * @param output its standard output
 * @param error why it failed, empty when done
 */
public record Result(
    long index,
    Bytes item,
    int attempt,
    String worker,
    boolean done,
    int exitCode,
    long startedAt,
    long durationMillis,
    Bytes output,
    String error) {}
