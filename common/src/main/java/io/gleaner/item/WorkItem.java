package io.gleaner.item;

/**
 * One unit of work.
 *
 * @param index its place in the input, from 0; given at filling, and its identity: equal bodies are
 *     still different items
 * @param body what the handler gets, carried unchanged
 */
public record WorkItem(long index, Bytes body) {
  /** Refuses a negative index. */
  public WorkItem {
    if (index < 0) {
      throw new IllegalArgumentException("an item's index counts from 0, not " + index);
    }
  }
}
