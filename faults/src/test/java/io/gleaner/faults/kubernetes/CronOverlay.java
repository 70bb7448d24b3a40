package io.gleaner.faults.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The overlay cron beside servers that are there, due every minute and not every night.
 *
 * @param tag of the images
 * @param folder for an overlay on top
 */
record CronOverlay(Cluster cluster, String tag, Path folder) {
  /** Applies it; to an old server with the names that it knows. */
  void apply() {
    Path source = Overlay.MANIFESTS.resolve("overlays").resolve("cron");
    String overlay =
        new Overlay(folder.resolve("cron"), source, tag)
            .write(
                cluster.namespace(),
                List.of("gleaner-coordinator"),
                """
                configMapGenerator:
                - name: gleaner-nightly
                  namespace: gleaner
                  behavior: merge
                  literals: ["worker-image=gleaner-worker:%s"]
                patches:
                - target: {kind: CronJob}
                  patch: |-
                    - {op: replace, path: /spec/schedule, value: "* * * * *"}
                """
                    .formatted(tag));
    String rendered = cluster.kubectl("kustomize", overlay);
    if (cluster.old()) {
      rendered =
          rendered
              .replace("apiVersion: batch/v1\n", "apiVersion: batch/v1beta1\n")
              .replace("  timeZone: Etc/UTC\n", "")
              .replace("batch.kubernetes.io/job-name", "job-name");
    }
    cluster.tried(rendered, "apply", "--validate=" + !cluster.old(), "-f", "-").orThrow();
  }

  /** The name of the Job that the CronJob has made; empty before. */
  Optional<String> job() {
    return cluster.get("jobs").stream()
        .filter(job -> owner(job).equals("CronJob"))
        .map(job -> job.at("/metadata/name").asText())
        .findFirst();
  }

  /** No more Jobs. */
  void suspend() {
    cluster.kubectl("patch", "cronjob", "gleaner-nightly", "-p", "{\"spec\":{\"suspend\":true}}");
  }

  private static String owner(JsonNode object) {
    return object.at("/metadata/ownerReferences/0/kind").asText();
  }
}
