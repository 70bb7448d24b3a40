package io.gleaner.item;

/**
 * One unit of work.
 *
 * @param index its place in the input, from 0; given at filling, and its identity: equal bodies are
 *     still different items
 * @param body what the handler gets, carried unchanged
 */
public record WorkItem(long index, Bytes body) {
  /** How many items a Job can have: which of them have ended is read as one set of bits. */
  public static final long MOST = Integer.MAX_VALUE;

  /** Refuses a negative index. */
  public WorkItem {
    if (index < 0) {
      throw new IllegalArgumentException("an item's index counts from 0, not " + index);
    }
  }
}
