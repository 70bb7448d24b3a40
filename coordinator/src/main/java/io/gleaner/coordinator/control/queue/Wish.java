package io.gleaner.coordinator.control.queue;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted of a Job's items.
 *
 * @param round grows with every wish; a {@link Glance} says which one it has heard of
 * @param suspended whether nothing is to be granted
 * @param failReason why the Job is to fail in the ledger, unless it has ended there; null if not
 * @param gone workers that ended without giving back what they held, with all that they had started
 * @param retry dead letters that are to be put back; null for none
 */
public record Wish(
    long round,
    boolean suspended,
    @Nullable String failReason,
    Set<String> gone,
    @Nullable RetryRequest retry) {
  /** Keeps the set from being changed. */
  public Wish {
    gone = Set.copyOf(gone);
  }
}
