package io.gleaner.coordinator.report;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/** What is known of the person's terminal: Java itself knows only whether all streams are one. */
public final class Terminal {
  private static final int USUAL_COLUMNS = 80;
  private static final int MOST_COLUMNS = 10_000;
  private static final long ASK_AGAIN_MILLIS = 5_000;

  private Terminal() {}

  /** Whether our standard input is a terminal. */
  public static boolean isStandardInput() {
    return exitsWithZero(new ProcessBuilder("test", "-t", "0").redirectInput(Redirect.INHERIT));
  }

  /** Whether our standard output is a terminal. */
  public static boolean isStandardOutput() {
    return exitsWithZero(new ProcessBuilder("test", "-t", "1").redirectOutput(Redirect.INHERIT));
  }

  /** Whether our standard error is a terminal that understands the usual control codes. */
  public static boolean isStandardError() {
    return !Objects.equals(System.getenv("TERM"), "dumb")
        && exitsWithZero(new ProcessBuilder("test", "-t", "2").redirectError(Redirect.INHERIT));
  }

  /**
   * The width to draw for: COLUMNS if it is set, else what the terminal says, asked again every few
   * seconds because windows change, else 80.
   */
  public static IntSupplier columns(Map<String, String> environment, LongSupplier nowMillis) {
    OptionalInt fixed = parse(environment.getOrDefault("COLUMNS", ""));
    if (fixed.isPresent()) {
      return fixed::getAsInt;
    }
    return new IntSupplier() {
      private int columns;
      private long askedAtMillis;

      @Override
      public int getAsInt() {
        long now = nowMillis.getAsLong();
        if (columns == 0 || now - askedAtMillis > ASK_AGAIN_MILLIS) {
          columns = ask().orElse(USUAL_COLUMNS);
          askedAtMillis = now;
        }
        return columns;
      }
    };
  }

  private static OptionalInt ask() {
    try {
      Process process =
          new ProcessBuilder("stty", "size").redirectInput(new File("/dev/tty")).start();
      String answer =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
      return parse(answer.substring(answer.indexOf(' ') + 1));
    } catch (IOException e) {
      // No terminal, or no stty: the usual width will do.
      return OptionalInt.empty();
    }
  }

  private static OptionalInt parse(String columns) {
    try {
      int number = Integer.parseInt(columns);
      return number > 0 && number <= MOST_COLUMNS ? OptionalInt.of(number) : OptionalInt.empty();
    } catch (NumberFormatException e) {
      return OptionalInt.empty();
    }
  }

  private static boolean exitsWithZero(ProcessBuilder question) {
    try {
      Process process = question.start();
      boolean ended = process.waitFor(5, TimeUnit.SECONDS);
      return ended && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
