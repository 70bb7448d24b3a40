package io.gleaner.faults.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A coordinator of the assembled program in a folder of its own, and the commands to it. */
public final class Coordination implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Path folder;
  private final Map<String, String> servers;
  private @Nullable Process coordinator;

  /**
   * Starts nothing yet.
   *
   * @param servers the variables that name them; none for embedded ones
   */
  public Coordination(Path folder, Map<String, String> servers) {
    this.folder = folder;
    this.servers = Map.copyOf(servers);
  }

  /** Starts a coordinator, and waits until it takes Jobs. */
  public void start() {
    Process started = process("coordinator.log", List.of("coordinator"));
    coordinator = started;
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> read(folder.resolve("coordinator.log")).contains("the coordinator runs"));
  }

  /** SIGKILL: nothing is said, nothing is given back. */
  void kill() {
    Process running = coordinator;
    if (running != null) {
      running.destroyForcibly();
      await(running);
      write("coordinator.log", "");
    }
  }

  /** Runs a command that must exit 0; what it wrote to standard output. */
  public String gleaner(String... words) {
    int code = exitOf(words);
    String said = read(folder.resolve("command.log"));
    assertThat(code).as("%s: %s", String.join(" ", words), said).isZero();
    return said;
  }

  /** Runs a command; what it exited with. */
  public int exitOf(String... words) {
    return await(process("command.log", List.of(words)));
  }

  void awaitSaid(Predicate<String> wanted, String... words) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> wanted.test(gleaner(words)));
  }

  /** Writes a file into the folder that commands run in. */
  public Path write(String name, String content) {
    try {
      return Files.writeString(folder.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> lines(String name) {
    return read(folder.resolve(name)).lines().toList();
  }

  void awaitLines(String name, int count) {
    Awaitility.await().atMost(PATIENCE).until(() -> lines(name).size() >= count);
  }

  private Process process(String log, List<String> words) {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("gleaner.program", "gleaner"));
    command.addAll(words);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(log).toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("GLEANER_"));
    builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
    builder.environment().putAll(servers);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int await(Process process) {
    try {
      assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the coordinator; its Jobs were deleted before, or end with its servers. */
  @Override
  public void close() {
    Process running = coordinator;
    if (running != null) {
      running.destroy();
      await(running);
    }
  }
}
