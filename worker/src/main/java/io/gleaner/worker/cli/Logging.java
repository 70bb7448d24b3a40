package io.gleaner.worker.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** How much is logged. */
final class Logging {
  private Logging() {}

  static void verbose() {
    if (LoggerFactory.getLogger("io.gleaner") instanceof Logger logger) {
      logger.setLevel(Level.DEBUG);
    }
  }
}
