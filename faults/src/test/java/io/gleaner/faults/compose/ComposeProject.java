package io.gleaner.faults.compose;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * The project's compose files under a name of its own, with secrets and items of its own, ports
 * that are free, and another command for each item. Closing it removes all that it has made.
 */
final class ComposeProject implements AutoCloseable {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Duration PATIENCE = Duration.ofMinutes(6);

  private final String name = "gleaner-e2e-" + UUID.randomUUID().toString().substring(0, 8);
  private final Path folder;
  private final List<String> files = new ArrayList<>();
  private final Map<String, String> env;

  /**
   * Nothing is started yet.
   *
   * @param folder for secrets, items and the overlay
   * @param tag of the images
   * @param overlays names of files in the folder compose, beside compose.yaml
   */
  ComposeProject(Path folder, String tag, String... overlays) {
    this.folder = folder;
    files.add(ROOT.resolve("compose/compose.yaml").toString());
    for (String overlay : overlays) {
      files.add(ROOT.resolve("compose").resolve(overlay).toString());
    }
    env =
        Map.of(
            "GLEANER_COORDINATOR_IMAGE",
            "gleaner-coordinator:" + tag,
            "GLEANER_WORKER_IMAGE",
            "gleaner-worker:" + tag,
            "SECRETS",
            folder.resolve("secrets").toString(),
            "ITEMS",
            folder.resolve("items").toString(),
            "RABBITMQ_PORT",
            "0",
            "RABBITMQ_TLS_PORT",
            "0",
            "MANAGEMENT_PORT",
            "0",
            "REDIS_PORT",
            "0");
  }

  /** Makes secrets, so many items, and has this shell script run for each of them, as $1. */
  ComposeProject prepare(int items, String fillOptions, String script) throws IOException {
    return prepare(items, fillOptions, "--, sh, -c, '%s', sh, '{}'", script);
  }

  /** The same with a script that is started once, and given one item after the other. */
  ComposeProject prepareStream(int items, String script) throws IOException {
    return prepare(items, "", "--handler, stream, --, sh, -c, '%s'", script);
  }

  private ComposeProject prepare(int items, String fillOptions, String handler, String script)
      throws IOException {
    output(
        List.of(
            ROOT.resolve("compose/make-secrets").toString(), folder.resolve("secrets").toString()),
        Map.of(),
        folder);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < items; i++) {
      lines.append("item-").append(i).append('\n');
    }
    Files.writeString(folder.resolve("items"), lines);
    Path overlay = folder.resolve("overlay.yaml");
    Files.writeString(
        overlay,
        """
        services:
          coordinator:
            command: [fill, --job, e2e, --items, /items, --follow, --await-servers, 2m%s]
          worker:
            command: [--job, e2e, --await-servers, 2m, %s]
        """
            .formatted(
                fillOptions, handler.formatted(script.replace("$", "$$").replace("'", "''"))));
    files.add(overlay.toString());
    return this;
  }

  void up() {
    compose("up", "--detach", "--quiet-pull");
  }

  /** Waits for the coordinator's end and returns its exit code. */
  int outcome() {
    return Integer.parseInt(docker("wait", container("coordinator", 1)).strip());
  }

  /** What the coordinator has printed: the output of the items that are done. */
  List<String> results() {
    return docker("logs", container("coordinator", 1))
        .lines()
        .filter(line -> line.startsWith("item-"))
        .toList();
  }

  /** How a container has ended, for good; waits for that. */
  int exitCode(String container) {
    String format = "{{.State.Status}} {{.State.ExitCode}}";
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> docker("inspect", "--format", format, container).startsWith("exited "));
    String state = docker("inspect", "--format", format, container).strip();
    return Integer.parseInt(state.substring("exited ".length()));
  }

  /** Builds both images from a distribution. */
  static void buildImages(Path distribution, String tag, Path scratch) {
    output(
        List.of(
            ROOT.resolve("images/build").toString(),
            "--distribution",
            distribution.toString(),
            "--tag",
            tag),
        Map.of(),
        scratch);
  }

  String container(String service, int number) {
    return name + "-" + service + "-" + number;
  }

  String network() {
    return name + "_default";
  }

  String logs(String service) {
    return compose("logs", "--no-color", service);
  }

  String compose(String... arguments) {
    List<String> command = new ArrayList<>(List.of("docker", "compose", "-p", name));
    files.forEach(file -> command.addAll(List.of("-f", file)));
    command.addAll(List.of(arguments));
    return output(command, env, folder);
  }

  String docker(String... arguments) {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(arguments));
    return output(command, env, folder);
  }

  @Override
  public void close() {
    compose("down", "--volumes", "--remove-orphans", "--timeout", "5");
  }

  private static String output(List<String> command, Map<String, String> env, Path scratch) {
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().putAll(env);
      Path said = Files.createTempFile(scratch, "said", ".txt");
      Process process = builder.redirectOutput(said.toFile()).start();
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(String.join(" ", command) + " does not end");
      }
      String text = Files.readString(said, StandardCharsets.UTF_8);
      if (process.exitValue() != 0) {
        throw new AssertionError(String.join(" ", command) + " failed: " + text);
      }
      return text;
    } catch (IOException e) {
      throw new AssertionError("cannot run " + command.get(0), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
