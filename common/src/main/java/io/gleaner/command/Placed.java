package io.gleaner.command;

import io.gleaner.item.Bytes;

/**
 * What replacement strings stand for.
 *
 * @param item the item
 * @param index its index, from 0
 * @param slot the slot that runs it, from 1
 */
public record Placed(Bytes item, long index, int slot) {}
