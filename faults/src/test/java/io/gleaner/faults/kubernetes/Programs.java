package io.gleaner.faults.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs of this machine, run to their end. */
final class Programs {
  private Programs() {}

  /** How a program has ended. */
  record Ended(int code, String output, String errors) {
    /** Its standard output. */
    String orThrow() {
      if (code != 0) {
        throw new IllegalStateException("exit code " + code + ": " + errors + output);
      }
      return output;
    }
  }

  /** Runs a program with this text on its standard input. */
  static Ended run(String input, List<String> command) {
    try {
      Path in = Files.createTempFile("program", ".in");
      Path out = Files.createTempFile("program", ".out");
      Path err = Files.createTempFile("program", ".err");
      try {
        Files.writeString(in, input);
        Process process =
            new ProcessBuilder(command)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(20, TimeUnit.MINUTES)) {
          process.destroyForcibly();
          throw new IllegalStateException(command + " does not end");
        }
        return new Ended(
            process.exitValue(),
            Files.readString(out, StandardCharsets.UTF_8),
            Files.readString(err, StandardCharsets.UTF_8));
      } finally {
        Files.delete(in);
        Files.delete(out);
        Files.delete(err);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Whether a program is there and says that all is well. */
  static boolean works(String... command) {
    try {
      return run("", List.of(command)).code() == 0;
    } catch (UncheckedIOException e) {
      return false;
    }
  }
}
