package io.gleaner.worker.handler.stream;

/** What came of asking a program. */
sealed interface Reply {
  /** It has written a line: these bytes, without the line's end. */
  @SuppressWarnings("ArrayRecordComponent") // Made and read once, and never compared.
  record Line(byte[] bytes) implements Reply {}

  /** It has ended, or was ended, and has not answered. */
  record Ended() implements Reply {}

  /** Its line is longer than it may be. */
  record TooLong() implements Reply {}

  /** Its time was up, and it has ended. */
  record TimedOut() implements Reply {}
}
