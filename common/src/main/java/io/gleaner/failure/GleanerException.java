package io.gleaner.failure;

import org.jspecify.annotations.Nullable;

/**
 * The one unchecked exception of Gleaner. Its message is a sentence for a person: what was wrong,
 * where, and what to do. Expected outcomes are values, never exceptions.
 */
public class GleanerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorKind kind;

  /** An error without an underlying cause. */
  public GleanerException(ErrorKind kind, String message) {
    this(kind, message, null);
  }

  /** An error that an adapter has translated from {@code cause}. */
  public GleanerException(ErrorKind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** An error that may go away by itself. */
  public static GleanerException unreachable(String message, @Nullable Throwable cause) {
    return new GleanerException(ErrorKind.TRANSIENT, message, cause);
  }

  /** An error that a person must mend in the configuration or the input. */
  public static GleanerException configuration(String message) {
    return new GleanerException(ErrorKind.CONFIGURATION, message);
  }

  /** What may be done about it. */
  public ErrorKind kind() {
    return kind;
  }
}
