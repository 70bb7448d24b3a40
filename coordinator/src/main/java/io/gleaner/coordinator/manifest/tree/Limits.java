package io.gleaner.coordinator.manifest.tree;

/** How much a file may ask of its reader. No real manifest comes near. */
public final class Limits {
  /** The most bytes of a file: what an API server takes of a request. */
  public static final int MOST_BYTES = 3 << 20;

  /** The deepest nesting. */
  static final int DEEPEST = 100;

  /** How many values aliases may repeat, all together, each value counted at every repetition. */
  static final int MOST_REPEATED = 10_000;

  private Limits() {}
}
