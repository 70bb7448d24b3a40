package io.gleaner.coordinator.job.spec;

/**
 * Something that is said of a worker, or the pattern that matches it.
 *
 * @param type what, such as {@code DisruptionTarget}
 * @param status {@code True}, {@code False} or {@code Unknown}
 */
public record PodCondition(String type, String status) {
  /** The worker was ended by something that is not its own fault: an eviction, a lost machine. */
  public static final PodCondition DISRUPTION_TARGET = new PodCondition("DisruptionTarget", "True");
}
