package io.gleaner.command;

import io.gleaner.failure.GleanerException;

/**
 * The word after {@code --handler} for a command that stays and is given one item after the other.
 */
public final class StreamWord {
  /** The word. */
  public static final String STREAM = "stream";

  private StreamWord() {}

  /**
   * Checks that a command's {@code --handler} says this, and that its item is not to be written to
   * it otherwise.
   *
   * @throws GleanerException configuration
   */
  public static void check(String handler, boolean stdin) {
    if (!handler.equals(STREAM)) {
      throw GleanerException.configuration(
          "--handler "
              + handler
              + " names a Java WorkHandler, which needs --handler-classpath; a command can be"
              + " --handler stream.");
    }
    if (stdin) {
      throw GleanerException.configuration(
          "--stdin is for a command that is started for each item; with --handler stream the items"
              + " come on standard input anyway.");
    }
  }
}
