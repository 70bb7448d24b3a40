package io.gleaner.ledger;

/**
 * The right to run one item, as its holder names it.
 *
 * @param index the item
 * @param token the fencing token; it grows with every grant, whichever the item
 */
public record Grant(long index, long token) implements Comparable<Grant> {
  @Override
  public int compareTo(Grant other) {
    int byIndex = Long.compare(index, other.index);
    return byIndex != 0 ? byIndex : Long.compare(token, other.token);
  }
}
