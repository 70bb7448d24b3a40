package io.gleaner.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class ProgramLoggingTest {
  private final LoggerContext logging = new LoggerContext();

  @BeforeEach
  void begin() {
    logging.setMDCAdapter(new LogbackMDCAdapter());
  }

  @AfterEach
  void forget() {
    System.clearProperty(ProgramLogging.LEVEL_PROPERTY);
    System.clearProperty(ProgramLogging.OTHER_CONFIGURATION);
    logging.stop();
  }

  @Test
  void warningsAreSentencesOnStandardErrorWithoutAStackTrace() {
    configure();
    assertThat(said("io.gleaner.worker.X"))
        .isEqualTo("gleaner: a warning of 1" + System.lineSeparator() + error());
  }

  @Test
  void librariesAreHeardOnlyWhenTheyFail() {
    configure();
    assertThat(said("org.apache.qpid.X")).isEqualTo(error());
  }

  @Test
  void whoeverIsVerboseHearsDebugLines() {
    configure();
    logging.getLogger("io.gleaner").setLevel(Level.DEBUG);
    assertThat(said("io.gleaner.X")).startsWith("gleaner: detail" + System.lineSeparator());
  }

  @Test
  void thePropertyNamesTheLevel() {
    System.setProperty(ProgramLogging.LEVEL_PROPERTY, "error");
    configure();
    assertThat(said("io.gleaner.X")).isEqualTo(error());
  }

  @Test
  void aConfigurationOfSomebodysOwnIsLeftToLogback() {
    System.setProperty(ProgramLogging.OTHER_CONFIGURATION, "mine.xml");
    assertThat(new ProgramLogging().configure(logging))
        .isEqualTo(ExecutionStatus.INVOKE_NEXT_IF_ANY);
  }

  @Test
  void logbackFindsItAsAService() {
    assertThat(ServiceLoader.load(Configurator.class))
        .hasAtLeastOneElementOfType(ProgramLogging.class);
  }

  private void configure() {
    assertThat(new ProgramLogging().configure(logging))
        .isEqualTo(ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);
  }

  private static String error() {
    return "gleaner: an error" + System.lineSeparator();
  }

  private String said(String name) {
    PrintStream before = System.err;
    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    System.setErr(new PrintStream(heard, true, StandardCharsets.UTF_8));
    try {
      Logger logger = logging.getLogger(name);
      logger.debug("detail");
      logger.warn("a warning of {}", 1, new IllegalStateException("trace"));
      logger.error("an error", new IllegalStateException("trace"));
    } finally {
      System.setErr(before);
    }
    return heard.toString(StandardCharsets.UTF_8);
  }
}
