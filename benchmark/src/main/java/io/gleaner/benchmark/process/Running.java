package io.gleaner.benchmark.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program that was started. Closing it ends it, with all that it has started. */
public final class Running implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 3_600;
  private static final long GRACE_SECONDS = 20;
  private static final int TAIL = 2_000;

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
   * @param folder where it runs
   * @param log the file in it where its output and errors go
   */
  public static Running start(
      List<String> command, Map<String, String> environment, Path input, Path folder, String log) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(folder.resolve(log).toFile());
    builder.redirectInput(Files.exists(input) ? input.toFile() : Path.of("/dev/null").toFile());
    builder.directory(folder.toFile());
    try {
      return new Running(builder.start(), command, folder.resolve(log));
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

  /** What it has printed so far. */
  public String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
    String text = output();
    String tail = text.substring(Math.max(0, text.length() - TAIL));
    return new IllegalStateException(command.get(0) + ": " + why + "\n" + tail);
  }

  @Override
  public void close() {
    List<ProcessHandle> tree =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    process.destroy();
    try {
      process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    tree.forEach(ProcessHandle::destroyForcibly);
  }
}
