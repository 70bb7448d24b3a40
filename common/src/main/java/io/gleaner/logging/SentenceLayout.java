package io.gleaner.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;

/** A line with the message, without the stack trace of what it is about. */
final class SentenceLayout extends LayoutBase<ILoggingEvent> {
  @Override
  public String doLayout(ILoggingEvent event) {
    return "gleaner: " + event.getFormattedMessage() + System.lineSeparator();
  }
}
