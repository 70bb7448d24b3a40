package io.gleaner.coordinator.conformance.cron;

import java.io.Serial;

/** A recording is not of the shape that is known; the message says where and how. */
final class MalformedRecordingException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  MalformedRecordingException(String message) {
    super(message);
  }
}
