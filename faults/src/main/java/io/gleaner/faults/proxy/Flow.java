package io.gleaner.faults.proxy;

/** What a proxy does with what it is given. */
public enum Flow {
  /** Passes everything on. */
  PASSING(true, true),
  /** Keeps connections open and holds everything back, both ways: a network that is cut. */
  HELD_UP(false, false),
  /** Brings requests to the server, but holds its answers back. */
  ANSWERS_HELD_UP(true, false),
  /** Resets every connection, and every new one. */
  RESETTING(false, false);

  private final boolean up;
  private final boolean down;

  Flow(boolean up, boolean down) {
    this.up = up;
    this.down = down;
  }

  /** Whether bytes in this direction go on their way. */
  boolean passes(boolean towardsServer) {
    return towardsServer ? up : down;
  }
}
