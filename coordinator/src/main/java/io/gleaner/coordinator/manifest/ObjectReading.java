package io.gleaner.coordinator.manifest;

import io.gleaner.coordinator.manifest.schema.Nearest;
import io.gleaner.coordinator.manifest.schema.Schema;
import io.gleaner.coordinator.manifest.schema.SchemaCheck;
import io.gleaner.coordinator.manifest.tree.Node;
import io.gleaner.coordinator.manifest.tree.Node.Entry;
import io.gleaner.coordinator.manifest.tree.Node.Mapping;
import io.gleaner.coordinator.manifest.tree.Node.Scalar;
import io.gleaner.coordinator.manifest.tree.TreeJson;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one object: its kind first, then its fields' types, then its rules. */
final class ObjectReading {
  private final Schema schema;
  private final Findings findings;

  ObjectReading(Schema schema, Findings findings) {
    this.schema = schema;
    this.findings = findings;
  }

  /** The object, if nothing is wrong with it. */
  Optional<Manifest> read(Node node) {
    int before = findings.count();
    if (!(node instanceof Mapping object)) {
      findings.problem(
          node.at(), "", "must be an object with apiVersion and kind, not " + node.description());
      return Optional.empty();
    }
    Optional<ManifestKind> found = kind(object);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    ManifestKind kind = found.get();
    findings.problems(SchemaCheck.problems(schema, kind.text(), object));
    if (findings.hasProblemsSince(before)) {
      return Optional.empty();
    }
    Mapping metadata =
        Paths.mapping(object, "metadata").orElse(new Mapping(List.of(), object.at()));
    String name = PodMeaning.text(metadata, "name");
    generateName(metadata, name);
    rules(kind, object, name.isEmpty() && metadata.value("generateName").isPresent() ? "x" : name);
    PodMeaning.metadata(findings, metadata, "metadata");
    object.entry("status").ifPresent(e -> findings.ignored(e.at(), "status"));
    return findings.hasProblemsSince(before)
        ? Optional.empty()
        : Optional.of(
            new Manifest(
                kind,
                name,
                texts(metadata, "labels"),
                texts(metadata, "annotations"),
                TreeJson.object(Paths.mapping(object, "spec").orElseThrow()),
                object.at()));
  }

  private void generateName(Mapping metadata, String name) {
    if (name.isEmpty()) {
      metadata
          .entry("generateName")
          .ifPresent(
              entry ->
                  findings.problem(
                      entry.at(),
                      "metadata.generateName",
                      "cannot be used with apply, which must know what to compare with: give"
                          + " metadata.name."));
    }
  }

  private void rules(ManifestKind kind, Mapping object, String name) {
    switch (kind) {
      case JOB -> new JobCheck(findings, object).job(name);
      case CRON_JOB -> {
        CronJobCheck.check(findings, object, name);
        if (PodMeaning.text(object, "apiVersion").equals("batch/v1beta1")) {
          findings.warning(
              Paths.position(object, "apiVersion"),
              "batch/v1beta1 CronJob is deprecated in v1.21+, unavailable in v1.25+; use batch/v1"
                  + " CronJob");
        }
      }
      case WORK_QUEUE_JOB -> WorkQueueCheck.check(findings, object, name);
    }
  }

  private Optional<ManifestKind> kind(Mapping object) {
    String word = field(object, "kind");
    String version = field(object, "apiVersion");
    if (word.isEmpty() || version.isEmpty()) {
      return Optional.empty();
    }
    Optional<ManifestKind> kind =
        Arrays.stream(ManifestKind.values()).filter(k -> k.text().equals(word)).findFirst();
    if (kind.isEmpty()) {
      List<String> known = Arrays.stream(ManifestKind.values()).map(ManifestKind::text).toList();
      String near = Nearest.of(word, known).map(k -> " Did you mean " + k + "?").orElse("");
      findings.problem(
          object,
          "kind",
          "%s is not known here: Job and CronJob of batch/v1 and WorkQueueJob of gleaner.io/v1 are."
                  .formatted(word)
              + near);
    } else if (!kind.get().versions().contains(version)) {
      findings.problem(
          object,
          "apiVersion",
          "%s is of %s, not of %s."
              .formatted(word, String.join(" or ", kind.get().versions()), version));
      return Optional.empty();
    }
    return kind;
  }

  private String field(Mapping object, String name) {
    Optional<Node> value = object.value(name);
    if (value.isEmpty()) {
      findings.problem(object.at(), name, "Required value");
    } else if (!(value.get() instanceof Scalar scalar) || !isText(scalar)) {
      findings.problem(
          value.get().at(), name, "must be a string, not %s.".formatted(value.get().description()));
    } else {
      return scalar.text();
    }
    return "";
  }

  private static boolean isText(Scalar scalar) {
    return scalar.type() == Node.ScalarType.TEXT && !scalar.text().isEmpty();
  }

  private static Map<String, String> texts(Mapping metadata, String field) {
    Map<String, String> texts = new HashMap<>();
    Paths.mapping(metadata, field).map(Mapping::entries).orElse(List.of()).stream()
        .filter(entry -> entry.value() instanceof Scalar)
        .forEach((Entry e) -> texts.put(e.key(), ((Scalar) e.value()).text()));
    return texts;
  }
}
