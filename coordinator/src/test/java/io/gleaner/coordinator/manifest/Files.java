package io.gleaner.coordinator.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.NullMarked;

/** Files for tests: of the resources, and made up. */
@NullMarked
final class Files {
  /** A Job without a mistake; tests put one in. */
  static final String JOB =
      """
      apiVersion: batch/v1
      kind: Job
      metadata:
        name: sleep
      spec:
        template:
          spec:
            restartPolicy: Never
            containers:
            - name: main
              command: [sleep, "1"]
      """;

  private Files() {}

  static String resource(String name) {
    try (InputStream in = Files.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ManifestFile read(String text) {
    return new ManifestReader().read("f.yaml", text.getBytes(StandardCharsets.UTF_8));
  }

  /** The Job with another text in one place. */
  static String with(String old, String wanted) {
    if (!JOB.contains(old)) {
      throw new IllegalArgumentException(old);
    }
    return JOB.replace(old, wanted);
  }
}
