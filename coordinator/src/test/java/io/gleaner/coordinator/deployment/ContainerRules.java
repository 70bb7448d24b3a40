package io.gleaner.coordinator.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import io.gleaner.coordinator.deployment.Manifests.Part;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/** What containers are like. */
final class ContainerRules {
  /** A tag, or a digest. */
  private static final Pattern PINNED =
      Pattern.compile(".+(:[A-Za-z0-9._-]*[0-9][A-Za-z0-9._-]*|@sha256:[0-9a-f]{64})");

  static final List<Rule> ALL =
      List.of(
          containers("a container has no more rights than it began with", (p, c) -> confined(c)),
          containers(
              "the root file system is read-only",
              (p, c) -> c.at("/securityContext/readOnlyRootFilesystem").asBoolean()),
          containers(
              "Gleaner's programs can write to /tmp", (p, c) -> !p.isGleaner() || scratch(p, c)),
          containers(
              "an image has a tag, and not latest",
              (p, c) -> PINNED.matcher(c.path("image").asText()).matches()),
          containers("room is asked for and limited", (p, c) -> sized(c.path("resources"))),
          containers(
              "a worker's reason is in its pod's status", (p, c) -> !p.isWorker() || tells(c)),
          containers(
              "an error is in the pod's status",
              (p, c) ->
                  !p.isGleaner()
                      || c.path("terminationMessagePolicy")
                          .asText()
                          .equals("FallbackToLogsOnError")),
          containers(
              "servers that start late are waited for",
              (p, c) ->
                  !p.isGleaner()
                      || Manifests.texts(c.path("args")).stream()
                          .anyMatch(word -> word.startsWith("--await-servers="))),
          containers(
              "the addresses of servers come from files",
              (p, c) ->
                  !p.isGleaner()
                      || (value(c, "GLEANER_BROKER_FILE").startsWith("/run/secrets/")
                          && value(c, "GLEANER_LEDGER_FILE").startsWith("/run/secrets/"))),
          containers(
              "the Job's name comes from the pod's label",
              (p, c) ->
                  !p.isGleaner()
                      || (c.path("args").toString().contains("$(JOB)")
                          && c.path("env").toString().contains("metadata.labels["))));

  private ContainerRules() {}

  private static Rule containers(String name, BiPredicate<Part, JsonNode> kept) {
    return new Rule(
        name,
        manifests ->
            manifests.podTemplates().stream()
                .flatMap(
                    pod ->
                        pod.containers().stream()
                            .filter(container -> !kept.test(pod, container))
                            .map(c -> pod.owner() + " " + c.path("name").asText())));
  }

  private static boolean confined(JsonNode container) {
    JsonNode context = container.path("securityContext");
    JsonNode escalation = context.path("allowPrivilegeEscalation");
    return escalation.isBoolean()
        && !escalation.asBoolean()
        && !context.path("privileged").asBoolean()
        && !context.has("runAsUser")
        && !context.has("runAsNonRoot")
        && !context.has("seccompProfile")
        && !context.at("/capabilities").has("add")
        && Manifests.texts(context.at("/capabilities/drop")).contains("ALL");
  }

  private static boolean scratch(Part pod, JsonNode container) {
    for (JsonNode mount : container.path("volumeMounts")) {
      for (JsonNode volume : pod.node().at("/spec/volumes")) {
        if (mount.path("mountPath").asText().equals("/tmp")
            && volume.path("name").equals(mount.path("name"))
            && volume.has("emptyDir")) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean sized(JsonNode resources) {
    return resources.path("requests").has("cpu")
        && resources.path("requests").has("memory")
        && resources.path("limits").has("memory");
  }

  private static boolean tells(JsonNode worker) {
    String path = worker.path("terminationMessagePath").asText();
    return !path.isEmpty() && path.equals(value(worker, "GLEANER_TERMINATION_LOG"));
  }

  private static String value(JsonNode container, String variable) {
    for (JsonNode entry : container.path("env")) {
      if (entry.path("name").asText().equals(variable)) {
        return entry.path("value").asText();
      }
    }
    return "";
  }
}
