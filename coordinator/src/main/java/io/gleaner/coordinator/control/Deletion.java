package io.gleaner.coordinator.control;

import java.time.Instant;

/**
 * That somebody has asked for an object to be deleted. It is there until the coordinator has
 * removed what goes with it.
 *
 * @param requestedAt when that was asked first (Kubernetes: {@code deletionTimestamp})
 * @param policy what is to become of what belongs to the object
 */
public record Deletion(Instant requestedAt, Policy policy) {
  /** Kubernetes: {@code propagationPolicy}. */
  public enum Policy {
    /** The object goes at once, what belongs to it afterwards. */
    BACKGROUND("Background"),
    /** The object goes when everything that belongs to it is gone. */
    FOREGROUND("Foreground"),
    /** What belongs to the object stays, and belongs to nobody any more. */
    ORPHAN("Orphan");

    private final String text;

    Policy(String text) {
      this.text = text;
    }

    /** As Kubernetes writes it: {@code Background}. */
    public String text() {
      return text;
    }
  }
}
