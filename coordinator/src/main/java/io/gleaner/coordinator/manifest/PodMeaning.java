package io.gleaner.coordinator.manifest;

import io.gleaner.coordinator.manifest.tree.Node;
import io.gleaner.coordinator.manifest.tree.Node.Entry;
import io.gleaner.coordinator.manifest.tree.Node.Mapping;
import io.gleaner.coordinator.manifest.tree.Node.Scalar;
import io.gleaner.coordinator.manifest.tree.Node.Sequence;
import java.util.List;
import java.util.regex.Pattern;

/** Looks at a pod template as one machine sees it: what is ignored, and what cannot be had. */
final class PodMeaning {
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  private final Findings findings;
  private final Mapping pod;
  private final String path;

  private PodMeaning(Findings findings, Mapping pod, String path) {
    this.findings = findings;
    this.pod = pod;
    this.path = path;
  }

  /**
   * Looks at a template.
   *
   * @param path the template's, {@code spec.template}
   * @param needsCommand whether its container's command is what runs
   */
  static void check(Findings findings, Mapping template, String path, boolean needsCommand) {
    Paths.mapping(template, "metadata")
        .ifPresent(metadata -> metadata(findings, metadata, path + ".metadata"));
    Mapping pod = Paths.mapping(template, "spec").orElseThrow();
    new PodMeaning(findings, pod, path + ".spec").check(needsCommand);
  }

  /** Looks at metadata, of an object or of a template. */
  static void metadata(Findings findings, Mapping metadata, String path) {
    for (Entry entry : metadata.entries()) {
      boolean usual =
          entry.key().equals("namespace")
              && entry.value() instanceof Scalar scalar
              && scalar.text().equals("default");
      if (!usual) {
        field(findings, LocalFields.METADATA, path, entry);
      }
    }
  }

  private static void field(Findings findings, LocalFields table, String path, Entry entry) {
    String field = path + "." + entry.key();
    if (Paths.saysNothing(entry.value())) {
      return;
    }
    String reason = table.refused().get(entry.key());
    if (reason != null) {
      findings.problem(entry.at(), field, reason);
    } else if (table.ignored().contains(entry.key())) {
      findings.ignored(entry.at(), field);
    }
  }

  private void check(boolean needsCommand) {
    pod.entries().forEach(entry -> field(findings, LocalFields.POD, path, entry));
    List<Node> containers =
        pod.value("containers")
            .map(list -> list instanceof Sequence sequence ? sequence.items() : List.<Node>of())
            .orElse(List.of());
    if (containers.isEmpty()) {
      findings.problem(
          pod.entry("containers").map(Entry::at).orElse(pod.at()),
          path + ".containers",
          "Required value");
    } else if (containers.size() > 1) {
      findings.problem(
          containers.get(1).at(),
          path + ".containers",
          "a worker here is one process: several containers are not supported.");
    } else if (containers.get(0) instanceof Mapping container) {
      container(container, path + ".containers[0]", needsCommand);
    }
  }

  private void container(Mapping container, String at, boolean needsCommand) {
    for (Entry entry : container.entries()) {
      if (entry.key().equals("volumeMounts")) {
        Mounts.check(findings, pod, entry, at);
      } else {
        field(findings, LocalFields.CONTAINER, at, entry);
      }
    }
    if (!LABEL.matcher(text(container, "name")).matches()) {
      findings.problem(
          container.value("name").orElse(container).at(),
          at + ".name",
          "must be at most 63 lower-case letters, digits and dashes, beginning and ending with a"
              + " letter or digit.");
    }
    environment(container, at + ".env");
    boolean command = container.value("command").filter(v -> !Paths.saysNothing(v)).isPresent();
    boolean args = container.value("args").filter(v -> !Paths.saysNothing(v)).isPresent();
    if (!command && args && needsCommand) {
      findings.warning(
          container.entry("args").orElseThrow().at(),
          at
              + ".args run as the command: there is no image here whose entrypoint they could be"
              + " given to.");
    } else if (!command && needsCommand) {
      findings.problem(
          container.at(),
          at + ".command",
          "Required value: there is no image here whose entrypoint could run.");
    }
  }

  private void environment(Mapping container, String at) {
    if (!(container.value("env").orElse(null) instanceof Sequence variables)) {
      return;
    }
    for (int i = 0; i < variables.items().size(); i++) {
      if (!(variables.items().get(i) instanceof Mapping variable)) {
        continue;
      }
      String field = at + "[" + i + "]";
      String name = text(variable, "name");
      if (name.isEmpty() || name.contains("=")) {
        findings.problem(
            variable.at(), field + ".name", "must not be empty, and must not contain =.");
      }
      variable
          .entry("valueFrom")
          .filter(entry -> !Paths.saysNothing(entry.value()))
          .ifPresent(
              entry ->
                  findings.problem(
                      entry.at(),
                      field + ".valueFrom",
                      "there is nothing here that the value could come from; give a value."
                          + " (JOB_COMPLETION_INDEX is set without it.)"));
    }
  }

  static String text(Mapping object, String field) {
    return object.value(field).orElse(null) instanceof Scalar scalar ? scalar.text() : "";
  }
}
