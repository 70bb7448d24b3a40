package io.gleaner.worker.handler;

import io.gleaner.item.Bytes;

/**
 * One attempt at one item, as a handler gets it.
 *
 * @param job the Job's name
 * @param index the item's index, from 0
 * @param attempt which start of the item it is, from 1
 * @param token the fencing token of the lease
 * @param slot which of the worker's slots runs it, from 1
 * @param item the item itself
 */
public record Assignment(String job, long index, int attempt, long token, int slot, Bytes item) {
  /** Refuses numbers below their first. */
  public Assignment {
    if (index < 0 || attempt < 1 || slot < 1) {
      throw new IllegalArgumentException(
          "index " + index + ", attempt " + attempt + ", slot " + slot);
    }
  }
}
