package io.gleaner.coordinator.cron;

import java.util.Arrays;
import java.util.Optional;

/** What to do when a Job is due while an earlier one still runs: spec.concurrencyPolicy. */
public enum ConcurrencyPolicy {
  /** They run side by side. */
  ALLOW("Allow"),
  /** The new one is not started; if it is still the latest due when the old one ends, it is. */
  FORBID("Forbid"),
  /** The old one is deleted. */
  REPLACE("Replace");

  private final String text;

  ConcurrencyPolicy(String text) {
    this.text = text;
  }

  /** The word as Kubernetes writes it: {@code Allow}. */
  public String text() {
    return text;
  }

  /** The policy that Kubernetes writes so; empty if there is none. */
  public static Optional<ConcurrencyPolicy> of(String text) {
    return Arrays.stream(values()).filter(policy -> policy.text.equals(text)).findFirst();
  }
}
