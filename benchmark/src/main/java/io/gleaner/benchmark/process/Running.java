package io.gleaner.benchmark.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that was started. Closing it ends it. */
public final class Running implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 600;

  private final Process process;
  private final List<String> command;
  private final Path log;

  private Running(Process process, List<String> command, Path log) {
    this.process = process;
    this.command = command;
    this.log = log;
  }

  /**
   * Starts a program.
   *
   * @param input its standard input; an empty one if it does not exist
   * @param log where its output and errors go
   */
  public static Running start(
      List<String> command, Map<String, String> environment, Path input, Path log) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    builder.redirectInput(Files.exists(input) ? input.toFile() : Path.of("/dev/null").toFile());
    try {
      return new Running(builder.start(), command, log);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + command.get(0), e);
    }
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /** Whether it still runs. */
  public boolean alive() {
    return process.isAlive();
  }

  /**
   * Waits for its end.
   *
   * @throws IllegalStateException if it does not end, or with anything but 0
   */
  public void await() throws InterruptedException {
    boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (!ended || process.exitValue() != 0) {
      throw failed(ended ? "exit code " + process.exitValue() : "it does not end");
    }
  }

  /** A failure of this program, with the end of its log. */
  public IllegalStateException failed(String why) {
    String tail = "";
    try {
      String text = Files.readString(log);
      tail = text.substring(Math.max(0, text.length() - 2_000));
    } catch (IOException e) {
      tail = "(" + e + ")";
    }
    return new IllegalStateException(String.join(" ", command) + ": " + why + "\n" + tail);
  }

  @Override
  public void close() {
    process.destroy();
  }
}
