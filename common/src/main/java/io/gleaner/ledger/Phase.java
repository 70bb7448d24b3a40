package io.gleaner.ledger;

/** Where a Job stands. */
public enum Phase {
  /** Items may be filled, claimed and committed. */
  ACTIVE(false),
  /**
   * Every item is terminal within the failure allowance (a Kubernetes Job's condition Complete).
   */
  COMPLETE(true),
  /** Ended otherwise (condition Failed); the reason says why. */
  FAILED(true);

  private final boolean terminal;

  Phase(boolean terminal) {
    this.terminal = terminal;
  }

  /** Whether the Job has ended. */
  public boolean terminal() {
    return terminal;
  }
}
