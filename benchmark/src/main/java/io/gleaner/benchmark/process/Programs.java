package io.gleaner.benchmark.process;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Programs that are installed. */
public final class Programs {
  private Programs() {}

  /** Why a program cannot be measured; nothing if it is on the path. */
  public static Optional<String> missing(String name) {
    String path = System.getenv().getOrDefault("PATH", "");
    for (String folder : path.split(File.pathSeparator, -1)) {
      if (Files.isExecutable(Path.of(folder, name))) {
        return Optional.empty();
      }
    }
    return Optional.of(name + " is not installed");
  }

  /** Why a module of Python's cannot be used; nothing if it can be imported. */
  public static Optional<String> missingModule(String python, String module) {
    return output(List.of(python, "-c", "import " + module + "; print('there')")).contains("there")
        ? Optional.empty()
        : Optional.of(python + " has no module " + module);
  }

  /** All that a short program prints; its error where it cannot be started. */
  public static String output(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectInput(Path.of("/dev/null").toFile())
              .start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      return e.toString();
    }
  }
}
