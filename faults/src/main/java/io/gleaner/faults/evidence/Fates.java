package io.gleaner.faults.evidence;

import java.util.Set;

/**
 * What is to become of the items whose handlers never succeed.
 *
 * @param doomed these items
 * @param tolerated whether the Job allows for as many failed items
 * @param retried whether their handlers are mended on the way, and they are put back
 */
public record Fates(Set<Integer> doomed, boolean tolerated, boolean retried) {
  /** Every item succeeds in the end. */
  public static final Fates NONE = new Fates(Set.of(), false, false);

  /** Keeps the set from being changed. */
  public Fates {
    doomed = Set.copyOf(doomed);
  }

  /** The dead letters that must be left at the end. */
  public Set<Integer> dead() {
    return retried ? Set.of() : doomed;
  }

  /** Whether the Job's last verdict must be that it failed. */
  public boolean fails() {
    return !dead().isEmpty() && !tolerated;
  }

  /** Whether the Job may have failed for a time. */
  public boolean failsForATime() {
    return retried && !doomed.isEmpty() && !tolerated;
  }

  /** The phase that the ledger must have at the end. */
  public String phase() {
    return fails() ? "FAILED" : "COMPLETE";
  }

  /** The exit code that every process must end with at last. */
  public int exitCode() {
    return fails() ? 3 : 0;
  }
}
