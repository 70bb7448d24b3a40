package io.gleaner.coordinator.launch.process;

import io.gleaner.failure.GleanerException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The worker program: what a command line begins with, before the worker's own arguments.
 *
 * @param command the program and its first arguments
 */
public record WorkerProgram(List<String> command) {
  /** The folder of the distribution, set by bin/gleaner. */
  public static final String HOME_VARIABLE = "GLEANER_HOME";

  /** The Java machine's flags that bin/gleaner uses, split at spaces; set by it. */
  public static final String FLAGS_VARIABLE = "GLEANER_JAVA_FLAGS";

  /** The user's additions to these flags. */
  public static final String OPTIONS_VARIABLE = "GLEANER_JAVA_OPTS";

  private static final String MAIN = "io.gleaner.worker.cli.WorkerMain";

  /** Keeps the command from being changed. */
  public WorkerProgram {
    command = List.copyOf(command);
    if (command.isEmpty()) {
      throw new IllegalArgumentException("a worker program has a name");
    }
  }

  /**
   * The worker of the distribution that this program was started from, on the same Java, with its
   * archive of classes if there is one. It is not started by bin/gleaner again, which would only
   * find out the same things a second time.
   *
   * @param env the environment, for what bin/gleaner sets
   * @throws GleanerException configuration, if this program was not started by bin/gleaner, or the
   *     distribution is not whole
   */
  public static WorkerProgram ofDistribution(Map<String, String> env) {
    String home = env.getOrDefault(HOME_VARIABLE, "");
    if (home.isEmpty()) {
      throw GleanerException.configuration(
          "Gleaner cannot find its worker program, because %s is not set: start it by bin/gleaner."
              .formatted(HOME_VARIABLE));
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(words(env.getOrDefault(FLAGS_VARIABLE, "")));
    Path archive = Path.of(home, "lib", "worker.jsa");
    if (Files.isRegularFile(archive)) {
      command.add("-XX:SharedArchiveFile=" + archive);
    }
    command.addAll(words(env.getOrDefault(OPTIONS_VARIABLE, "")));
    command.addAll(List.of("-cp", jar(Path.of(home)).toString(), MAIN));
    return new WorkerProgram(command);
  }

  private static Path jar(Path home) {
    // The jar's manifest names the rest of the class path.
    try (DirectoryStream<Path> jars =
        Files.newDirectoryStream(home.resolve("lib"), "gleaner-worker-[0-9]*.jar")) {
      for (Path jar : jars) {
        return jar;
      }
    } catch (IOException e) {
      // There is no such folder: the same as no such file.
    }
    throw GleanerException.configuration(
        "'%s' is not a whole distribution: lib/gleaner-worker-*.jar is missing. Install it again."
            .formatted(home));
  }

  private static List<String> words(String text) {
    return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
  }
}
