package io.gleaner.faults.evidence;

import java.util.Set;

/**
 * What the ledger says when a run is over, read without Gleaner.
 *
 * @param phase the Job's phase, or empty if the ledger has no such Job
 * @param uid its uid
 * @param total what it was sealed with, or −1
 * @param counted the number of items done, as counted
 * @param done the items whose bit is set
 * @param dead the dead letters
 * @param leases how many leases are left
 */
public record LedgerEnd(
    String phase,
    String uid,
    long total,
    long counted,
    Set<Integer> done,
    Set<Integer> dead,
    long leases) {
  /** Keeps the sets from being changed. */
  public LedgerEnd {
    done = Set.copyOf(done);
    dead = Set.copyOf(dead);
  }

  /** Whether the Job is complete. */
  public boolean complete() {
    return phase.equals("COMPLETE");
  }
}
