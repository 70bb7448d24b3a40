package io.gleaner.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Programs that are installed on this machine. */
public final class Executables {
  private Executables() {}

  /** The first program of this name on the PATH of an environment. */
  public static Optional<Path> onPath(String name, Map<String, String> env) {
    return Stream.of(env.getOrDefault("PATH", "").split(Pattern.quote(File.pathSeparator)))
        .filter(folder -> folder.startsWith("/"))
        .map(folder -> Path.of(folder, name))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }
}
