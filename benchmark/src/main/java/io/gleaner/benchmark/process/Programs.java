package io.gleaner.benchmark.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Programs that are installed. */
public final class Programs {
  private Programs() {}

  /** Why a program cannot be measured; nothing if it is on the path. */
  public static Optional<String> missing(String name) {
    String path = System.getenv().getOrDefault("PATH", "");
    for (String folder : path.split(File.pathSeparator, -1)) {
      if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, name))) {
        return Optional.empty();
      }
    }
    return Optional.of(name + " is not installed");
  }
}
