package io.gleaner.faults.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The folder of one run: items, handler, journal, results, logs, state.
 *
 * @param path the folder
 */
record RunFolder(Path path) {
  private static final String HANDLER = "handler.sh";

  static RunFolder create(Path path, List<Shape.Item> items) {
    try (InputStream script =
        Objects.requireNonNull(RunFolder.class.getResourceAsStream(HANDLER), HANDLER)) {
      Files.createDirectories(path.resolve("pids"));
      Files.createDirectories(path.resolve("logs"));
      Files.write(path.resolve(HANDLER), script.readAllBytes());
      Files.write(path.resolve("items"), items.stream().map(Shape.Item::line).toList());
      return new RunFolder(path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the run's folder " + path, e);
    }
  }

  Path items() {
    return path.resolve("items");
  }

  /** From now on every handler succeeds. */
  void mend() {
    try {
      Files.writeString(path.resolve("mended"), "");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot mend the handlers in " + path, e);
    }
  }

  Path results() {
    return path.resolve("results");
  }

  Path journal() {
    return path.resolve("journal");
  }

  Path state() {
    return path.resolve("state");
  }

  /** Where the coordinator keeps its workers' logs. */
  Path workerLogs(String job) {
    return state().resolve("gleaner").resolve("jobs").resolve(job).resolve("logs");
  }

  Path log(String process) {
    return path.resolve("logs").resolve(process);
  }

  /** The command that runs for an item. */
  List<String> handler() {
    return List.of("/bin/sh", path.resolve(HANDLER).toString(), path.toString(), "{}");
  }

  void delete() {
    try (Stream<Path> files = Files.walk(path)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(file -> file.delete());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete the run's folder " + path, e);
    }
  }
}
