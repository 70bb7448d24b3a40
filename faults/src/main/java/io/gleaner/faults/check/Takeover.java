package io.gleaner.faults.check;

/**
 * How long an item waited for its next attempt after its worker was gone.
 *
 * @param way how the worker went
 * @param index the item
 * @param millis from then to the next attempt's start
 * @param idleMillis how much of that at the end another worker had a slot free and nothing else was
 *     started: as long as others are, the item only waits its turn in the queue
 * @param alone whether no other fault was there meanwhile
 */
public record Takeover(Way way, int index, long millis, long idleMillis, boolean alone) {
  /** How a worker goes. */
  public enum Way {
    /** Killed, and its launcher saw it. */
    WATCHED,
    /** Killed, and nobody saw it. */
    UNWATCHED,
    /** Frozen for longer than the lease. */
    FROZEN;

    private static final long WATCHED_MILLIS = 1_000;

    /** How long the item may wait for its next attempt while another worker is idle. */
    public long boundMillis(long leaseMillis) {
      return this == WATCHED ? WATCHED_MILLIS : leaseMillis + leaseMillis / 3;
    }
  }
}
