package io.gleaner.faults.fault;

/** How long a fault lasts, in leases. */
public enum Span {
  /** It has happened, and that is all. */
  MOMENT(0, 0),
  /** Shorter than a lease. */
  SHORT(0.3, 0.8),
  /** Longer than a lease. */
  LONG(1.4, 2.2);

  private final double least;
  private final double most;

  Span(double least, double most) {
    this.least = least;
    this.most = most;
  }

  /** A duration of this kind; {@code where} from 0 to 1 says which. */
  public long millis(long leaseMillis, double where) {
    return Math.round(leaseMillis * (least + (most - least) * where));
  }
}
