package io.gleaner.coordinator.report;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;

/**
 * Nobody reads our standard output any more, as when it is piped to {@code head}. No fault of
 * anybody: the run is to stop gracefully, and can be resumed.
 */
public final class OutputClosedException extends GleanerException {
  private static final long serialVersionUID = 1L;

  /** Keeps the cause for {@code --verbose}. */
  public OutputClosedException(Throwable cause) {
    super(ErrorKind.PERMANENT, "Standard output was closed by its reader.", cause);
  }
}
