package io.gleaner.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.NopStatusListener;

/**
 * One logger for every program of Gleaner: sentences for people, on standard error. Logback finds
 * it as a service. It is code because a configuration in XML costs each start a parser, and an
 * image of Java the module that it is in.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_NORMAL_PRIORITY)
public final class ProgramLogging extends ContextAwareBase implements Configurator {
  /** The system property that names the level of Gleaner's own loggers; WARN without it. */
  static final String LEVEL_PROPERTY = "gleaner.log";

  /** Logback's own property: whoever sets it has a configuration of their own. */
  static final String OTHER_CONFIGURATION = "logback.configurationFile";

  /** For logback. */
  public ProgramLogging() {}

  @Override
  public ExecutionStatus configure(LoggerContext logging) {
    if (System.getProperty(OTHER_CONFIGURATION) != null) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    // What logback thinks of its configuration is for nobody.
    logging.getStatusManager().add(new NopStatusListener());
    logging.getLogger("ROOT").setLevel(Level.ERROR);
    logging.getLogger("ROOT").addAppender(console(logging));
    logging
        .getLogger("io.gleaner")
        .setLevel(Level.toLevel(System.getProperty(LEVEL_PROPERTY), Level.WARN));
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static ConsoleAppender<ILoggingEvent> console(LoggerContext logging) {
    SentenceLayout layout = new SentenceLayout();
    layout.setContext(logging);
    layout.start();
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(logging);
    encoder.setLayout(layout);
    encoder.start();
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setName("STDERR");
    console.setContext(logging);
    console.setTarget("System.err");
    console.setEncoder(encoder);
    console.start();
    return console;
  }
}
