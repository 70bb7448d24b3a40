package io.gleaner.coordinator.runtime;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;

/** The work was asked to stop before it was done. No fault of anybody: it can be resumed. */
public final class StoppedException extends GleanerException {
  private static final long serialVersionUID = 1L;

  /** Nothing more is known. */
  public StoppedException() {
    // Not transient: nobody is to try again.
    super(ErrorKind.PERMANENT, "Stopped before the end.");
  }
}
