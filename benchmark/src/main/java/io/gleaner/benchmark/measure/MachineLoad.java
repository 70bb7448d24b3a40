package io.gleaner.benchmark.measure;

/**
 * What else the machine did.
 *
 * @param othersPart the part of all processors' time that went to programs which are not measured
 */
public record MachineLoad(double othersPart) {
  /** More than this and somebody else is at work. */
  private static final double QUIET = 0.05;

  /**
   * Between two moments.
   *
   * @param busySeconds of all processors
   * @param ownSeconds of them, what was measured and what measured it
   * @param seconds between the moments
   * @param processors how many there are
   */
  public static MachineLoad of(
      double busySeconds, double ownSeconds, double seconds, int processors) {
    return new MachineLoad(Math.max(0, busySeconds - ownSeconds) / (seconds * processors));
  }

  /** Whether the machine was left alone. */
  public boolean quiet() {
    return othersPart <= QUIET;
  }
}
