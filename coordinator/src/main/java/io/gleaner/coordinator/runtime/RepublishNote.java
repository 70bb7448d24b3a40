package io.gleaner.coordinator.runtime;

/**
 * A note, kept over runs, that the items below the high-water mark may not be in the queue: written
 * before the queue is made, removed once they are published again.
 */
public interface RepublishNote {
  /** Whether an earlier run left the note. */
  boolean written();

  /** Leaves the note. */
  void write();

  /** Takes it away. */
  void remove();
}
