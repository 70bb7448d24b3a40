package io.gleaner.faults.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The overlay cron beside servers that are there, due every minute and not every night.
 *
 * @param tag of the images
 * @param folder for an overlay on top
 */
record CronOverlay(Cluster cluster, String tag, Path folder) {
  private static final Path SOURCE = Path.of("..", "k8s-manifests", "overlays", "cron");

  /** Applies it; to an old server with the names that it knows. */
  void apply() {
    try {
      Path overlay = Files.createDirectories(folder.resolve("cron"));
      Files.writeString(
          overlay.resolve("kustomization.yaml"),
          """
          apiVersion: kustomize.config.k8s.io/v1beta1
          kind: Kustomization
          namespace: %1$s
          resources: [%2$s]
          images:
          - {name: gleaner-coordinator, newTag: %3$s}
          configMapGenerator:
          - name: gleaner-nightly
            namespace: gleaner
            behavior: merge
            literals: ["worker-image=gleaner-worker:%3$s"]
          patches:
          - target: {kind: CronJob}
            patch: |-
              - {op: replace, path: /spec/schedule, value: "* * * * *"}
          """
              .formatted(
                  cluster.namespace(), overlay.toRealPath().relativize(SOURCE.toRealPath()), tag));
      String rendered = cluster.kubectl("kustomize", overlay.toString());
      if (cluster.old()) {
        rendered =
            rendered
                .replace("apiVersion: batch/v1\n", "apiVersion: batch/v1beta1\n")
                .replace("  timeZone: Etc/UTC\n", "")
                .replace("batch.kubernetes.io/job-name", "job-name");
      }
      cluster.tried(rendered, "apply", "--validate=" + !cluster.old(), "-f", "-").orThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
