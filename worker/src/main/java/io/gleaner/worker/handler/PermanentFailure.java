package io.gleaner.worker.handler;

import org.jspecify.annotations.Nullable;

/** Thrown by a {@link WorkHandler} to fail its item for good: no further attempt is made. */
public class PermanentFailure extends Exception {
  private static final long serialVersionUID = 1L;

  /** Fails the item with a sentence that says why. */
  public PermanentFailure(String message) {
    this(message, null);
  }

  /** Fails the item with a sentence that says why, and what was behind it. */
  public PermanentFailure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
