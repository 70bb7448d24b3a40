package io.gleaner.coordinator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gleaner.coordinator.manifest.Manifest;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Relative paths in a manifest are taken from the folder that it is in (standard input: the current
 * folder), so that they mean the same wherever the coordinator runs. The object keeps them
 * absolute.
 */
final class BesideManifest {
  private final String name;
  private final Path folder;
  private final Consumer<String> warnings;

  /**
   * The place of one manifest.
   *
   * @param name its file's name, {@code -} for standard input
   */
  BesideManifest(String name, Consumer<String> warnings) {
    this.name = name;
    this.warnings = warnings;
    Path here = Path.of(name.equals("-") ? "." : name).toAbsolutePath().normalize();
    Path parent = here.getParent();
    this.folder = name.equals("-") || parent == null ? here : parent;
  }

  /** The same manifest with absolute paths. */
  Manifest located(Manifest manifest) {
    ObjectNode spec = manifest.spec();
    switch (manifest.kind()) {
      case JOB -> container(spec.at("/template/spec/containers/0"), manifest.name());
      case CRON_JOB ->
          container(spec.at("/jobTemplate/spec/template/spec/containers/0"), manifest.name());
      case WORK_QUEUE_JOB -> items(spec.get("items"));
    }
    return new Manifest(
        manifest.kind(),
        manifest.name(),
        manifest.labels(),
        manifest.annotations(),
        spec,
        manifest.at());
  }

  private void container(JsonNode json, String object) {
    if (!(json instanceof ObjectNode container)) {
      return;
    }
    String program = program(container);
    if (container.hasNonNull("workingDir")) {
      container.put("workingDir", absolute(container.get("workingDir").asText()));
    } else if (program != null && program.contains("/") && !Path.of(program).isAbsolute()) {
      container.put("workingDir", folder.toString());
      warnings.accept(
          "%s: %s: the command %s is relative and has no workingDir; it runs with workingDir %s."
              .formatted(name.equals("-") ? "standard input" : name, object, program, folder));
    }
  }

  private static @Nullable String program(ObjectNode container) {
    JsonNode command = container.path("command").path(0);
    JsonNode first = command.isTextual() ? command : container.path("args").path(0);
    return first.isTextual() ? first.asText() : null;
  }

  private void items(@Nullable JsonNode json) {
    if (json instanceof ObjectNode items && items.hasNonNull("file")) {
      items.put("file", absolute(items.get("file").asText()));
    }
  }

  private String absolute(String path) {
    return folder.resolve(path).normalize().toString();
  }
}
