package io.gleaner.worker.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * The file in which a supervisor looks for a worker's last word. Kubernetes shows what a container
 * has written to its {@code terminationMessagePath} in the pod's status.
 */
final class TerminationLog {
  /** The environment variable that names the file; without it nothing is written. */
  static final String VARIABLE = "GLEANER_TERMINATION_LOG";

  /** The kubelet cuts a container's message off behind so many bytes. */
  private static final int MAX_BYTES = 4096;

  private final String file;
  private final PrintWriter err;

  private TerminationLog(String file, PrintWriter err) {
    this.file = file;
    this.err = err;
  }

  static TerminationLog of(Map<String, String> env, PrintWriter err) {
    return new TerminationLog(env.getOrDefault(VARIABLE, ""), err);
  }

  /**
   * Writes why the worker ends, over what was there. A file that cannot be written is told on
   * standard error: it changes nothing about the end.
   */
  void write(String sentence) {
    if (file.isEmpty()) {
      return;
    }
    byte[] text = sentence.getBytes(StandardCharsets.UTF_8);
    try {
      Files.write(Path.of(file), Arrays.copyOf(text, Math.min(text.length, MAX_BYTES)));
    } catch (IOException | InvalidPathException e) {
      err.println(
          "gleaner worker: %s names %s, which cannot be written: %s"
              .formatted(VARIABLE, file, e.getMessage()));
    }
  }
}
