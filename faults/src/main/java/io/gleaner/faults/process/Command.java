package io.gleaner.faults.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Short commands of the system, run to their end. */
public final class Command {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private Command() {}

  /**
   * Runs a command and returns what it wrote, standard error included.
   *
   * @throws IllegalStateException if it fails or does not end
   */
  public static String output(List<String> command) {
    Result result = run(command);
    if (result.code() != 0) {
      throw new IllegalStateException(
          "'%s' failed with exit code %d: %s"
              .formatted(String.join(" ", command), result.code(), result.text().strip()));
    }
    return result.text();
  }

  /** Runs a command whose failure does not matter; true if it succeeded. */
  public static boolean quietly(List<String> command) {
    return run(command).code() == 0;
  }

  private static Result run(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
              .start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(
            "'%s' did not end within %d s"
                .formatted(String.join(" ", command), PATIENCE.toSeconds()));
      }
      return new Result(process.exitValue(), text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run '" + command.get(0) + "'", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted in '" + command.get(0) + "'", e);
    }
  }

  private record Result(int code, String text) {}
}
