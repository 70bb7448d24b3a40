package io.gleaner.coordinator.manifest;

import io.gleaner.coordinator.manifest.schema.Schema;
import io.gleaner.coordinator.manifest.tree.Documents;
import io.gleaner.coordinator.manifest.tree.Node;
import io.gleaner.coordinator.manifest.tree.Node.Mapping;
import io.gleaner.coordinator.manifest.tree.Node.Sequence;
import io.gleaner.coordinator.manifest.tree.Position;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads files of manifests: all that is wrong in one is found before anything is done with it. */
public final class ManifestReader {
  private final Schema schema = Schema.load();

  /**
   * Reads a file.
   *
   * @param source its name, for messages
   * @param file what is in it: YAML or JSON, one object or several
   */
  public ManifestFile read(String source, byte[] file) {
    Findings findings = new Findings(source);
    Documents documents = Documents.read(file);
    findings.problems(documents.problems());
    ObjectReading reading = new ObjectReading(schema, findings);
    Map<String, Manifest> manifests = new LinkedHashMap<>();
    List<Node> objects = objects(documents.roots(), findings);
    for (Node object : objects) {
      reading.read(object).ifPresent(manifest -> add(manifests, manifest, findings));
    }
    if (objects.isEmpty() && !findings.hasProblemsSince(0)) {
      findings.problem(Position.START, "", "there is nothing in the file to apply.");
    }
    return new ManifestFile(
        List.copyOf(manifests.values()), findings.problemTexts(), findings.warningTexts());
  }

  private static void add(Map<String, Manifest> manifests, Manifest manifest, Findings findings) {
    String key = manifest.kind().text() + " " + manifest.name();
    Manifest first = manifests.putIfAbsent(key, manifest);
    if (first != null) {
      findings.problem(
          manifest.at(),
          "metadata.name",
          "%s is in the file twice: here and from line %d on.".formatted(key, first.at().line()));
    }
  }

  /** The objects, with Lists taken apart. */
  private static List<Node> objects(List<Node> roots, Findings findings) {
    List<Node> objects = new ArrayList<>();
    for (Node root : roots) {
      if (root instanceof Mapping mapping && PodMeaning.text(mapping, "kind").equals("List")) {
        if (!PodMeaning.text(mapping, "apiVersion").equals("v1")) {
          findings.problem(mapping, "apiVersion", "List is of v1.");
        }
        if (mapping.value("items").orElse(null) instanceof Sequence items) {
          objects.addAll(items.items());
        } else {
          findings.problem(mapping, "items", "must be a list of objects.");
        }
      } else {
        objects.add(root);
      }
    }
    return objects;
  }
}
