package io.gleaner.coordinator.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import io.gleaner.config.Quantities;
import io.gleaner.coordinator.deployment.Manifests.Part;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** What pods are like. */
final class PodRules {
  /** How long a worker takes at most, behind its drain, to give everything back. */
  private static final Duration GIVING_BACK = Duration.ofSeconds(40);

  /** The kinds of volumes that the restricted profile allows. */
  private static final Set<String> VOLUMES =
      Set.of(
          "configMap",
          "csi",
          "downwardAPI",
          "emptyDir",
          "ephemeral",
          "persistentVolumeClaim",
          "projected",
          "secret");

  static final List<Rule> ALL =
      List.of(
          pods("a pod is no root and has a filter of system calls", pod -> confined(pod.node())),
          pods("a pod has nothing of its node", pod -> apart(pod.node())),
          pods("a worker has no token", pod -> noToken(pod, pod.isWorker())),
          pods(
              "nobody has a token but who starts workers",
              pod -> noToken(pod, !pod.owner().startsWith("CronJob/"))),
          pods(
              "Gleaner's pods have accounts of their own",
              pod -> !pod.isGleaner() || pod.node().at("/spec").has("serviceAccountName")),
          pods(
              "a worker's time to end is longer than its drain",
              pod -> !pod.isWorker() || drains(pod)),
          pods("workers are spread", pod -> !pod.isWorker() || spread(pod.node())),
          pods("scratch space is limited", pod -> limited(pod.node())),
          pods(
              "servers' passwords are not for everybody in the pod",
              pod -> each(pod.node().at("/spec/volumes"), PodRules::closed)));

  private PodRules() {}

  private static Rule pods(String name, Predicate<Part> kept) {
    return new Rule(
        name,
        manifests ->
            manifests.podTemplates().stream()
                .filter(pod -> !kept.test(pod))
                .map(pod -> pod.owner()));
  }

  private static boolean confined(JsonNode pod) {
    JsonNode context = pod.at("/spec/securityContext");
    return context.path("runAsNonRoot").asBoolean()
        && context.path("runAsUser").asInt() > 0
        && context.at("/seccompProfile/type").asText().equals("RuntimeDefault");
  }

  private static boolean apart(JsonNode pod) {
    JsonNode spec = pod.path("spec");
    return !spec.has("hostNetwork")
        && !spec.has("hostPID")
        && !spec.has("hostIPC")
        && each(
            spec.path("volumes"),
            volume -> {
              boolean allowed = volume.has("name") && volume.size() == 2;
              for (String field : (Iterable<String>) volume::fieldNames) {
                allowed &= field.equals("name") || VOLUMES.contains(field);
              }
              return allowed;
            });
  }

  private static boolean noToken(Part pod, boolean wanted) {
    JsonNode mounted = pod.node().at("/spec/automountServiceAccountToken");
    return !wanted || (mounted.isBoolean() && !mounted.asBoolean());
  }

  private static boolean drains(Part pod) {
    Duration grace =
        Duration.ofSeconds(pod.node().at("/spec/terminationGracePeriodSeconds").asInt());
    return pod.containers().stream()
        .allMatch(
            container ->
                Manifests.texts(container.path("args")).stream()
                    .filter(word -> word.startsWith("--drain="))
                    .map(word -> Quantities.duration(word.substring("--drain=".length())))
                    .anyMatch(drain -> drain.plus(GIVING_BACK).compareTo(grace) < 0));
  }

  private static boolean spread(JsonNode pod) {
    JsonNode spread = pod.at("/spec/topologySpreadConstraints/0");
    JsonNode labels = spread.at("/labelSelector/matchLabels");
    return spread.path("whenUnsatisfiable").asText().equals("ScheduleAnyway")
        && !labels.isEmpty()
        && NetworkPolicies.matches(labels, pod.at("/metadata/labels"));
  }

  private static boolean limited(JsonNode pod) {
    return each(
        pod.at("/spec/volumes"),
        volume -> !volume.has("emptyDir") || volume.at("/emptyDir").has("sizeLimit"));
  }

  private static boolean closed(JsonNode volume) {
    JsonNode mode = volume.at("/secret/defaultMode");
    return !volume.has("secret") || (mode.isInt() && (mode.asInt() & 0007) == 0);
  }

  private static boolean each(JsonNode list, Predicate<JsonNode> kept) {
    return StreamSupport.stream(list.spliterator(), false).allMatch(kept);
  }
}
