package io.gleaner.coordinator.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Renders overlays by the kustomize that is installed, alone or in kubectl. */
record Kustomize(List<String> command) {
  static final Path SOURCES = Path.of("..", "k8s-manifests");

  /** The installed one, if any. */
  static Optional<Kustomize> installed() {
    if (onPath("kubectl")) {
      return Optional.of(new Kustomize(List.of("kubectl", "kustomize")));
    }
    return onPath("kustomize")
        ? Optional.of(new Kustomize(List.of("kustomize", "build")))
        : Optional.empty();
  }

  private static boolean onPath(String program) {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
      if (Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }

  /** What it makes of a folder below {@link #SOURCES}. */
  String render(String folder) {
    try {
      Path output = Files.createTempFile("rendered", ".yaml");
      try {
        ProcessBuilder builder =
            new ProcessBuilder(command.get(0), command.get(1), SOURCES.resolve(folder).toString());
        Process process = builder.redirectOutput(output.toFile()).redirectErrorStream(true).start();
        boolean ended = process.waitFor(2, TimeUnit.MINUTES);
        String text = Files.readString(output, StandardCharsets.UTF_8);
        if (!ended || process.exitValue() != 0) {
          process.destroyForcibly();
          throw new IllegalStateException(command + " " + folder + ": " + text);
        }
        return text;
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
