package io.gleaner.coordinator.durable;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Turns a file system's exceptions into sentences for a person. */
public final class FileErrors {
  private FileErrors() {}

  /**
   * An error while writing {@code what}: a full disk, a missing permission; nothing mends itself.
   */
  public static GleanerException writing(Object what, IOException cause) {
    return new GleanerException(
        ErrorKind.PERMANENT, "Cannot write " + what + ": " + reason(cause) + ".", cause);
  }

  /** An error while reading {@code what}, after it could be opened. */
  public static GleanerException reading(Object what, IOException cause) {
    return new GleanerException(
        ErrorKind.PERMANENT, "Cannot read " + what + ": " + reason(cause) + ".", cause);
  }

  /** {@code what} cannot even be opened: the person named the wrong thing or lacks a permission. */
  public static GleanerException opening(Object what, IOException cause) {
    return new GleanerException(
        ErrorKind.CONFIGURATION, "Cannot open " + what + ": " + reason(cause) + ".", cause);
  }

  private static String reason(IOException cause) {
    if (cause instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (cause instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (cause instanceof FileSystemException detailed && detailed.getReason() != null) {
      return detailed.getReason();
    }
    if (cause.getMessage() != null) {
      return String.valueOf(cause.getMessage());
    }
    return cause.getClass().getSimpleName();
  }
}
