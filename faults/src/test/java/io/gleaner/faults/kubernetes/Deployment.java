package io.gleaner.faults.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The overlay single-node in a namespace, with other Jobs one after the other. */
final class Deployment implements AutoCloseable {
  private static final String WORKERS = "app.kubernetes.io/component=worker";

  private final Cluster cluster;
  private final String tag;
  private final Path folder;
  private final LocalVolumes volumes;

  Deployment(Cluster cluster, String tag, Path folder) {
    this.cluster = cluster;
    this.tag = tag;
    this.folder = folder;
    this.volumes = new LocalVolumes(cluster, folder.resolve("volumes"));
  }

  Cluster cluster() {
    return cluster;
  }

  /** Makes the namespace, the volumes, the passwords and the pod that reads results. */
  void prepare() {
    cluster.kubectl("create", "namespace", cluster.namespace());
    volumes.make();
    String script = Overlay.MANIFESTS.resolve("new-secrets").toString();
    String secrets = Programs.run("", List.of(script, cluster.namespace())).orThrow();
    cluster.tried(secrets, "create", "-f", "-").orThrow();
  }

  /** Puts away the Jobs of the run before, and applies the overlay with those of this one. */
  void apply(String job, String fillOption, List<String> handler, int backoffLimit) {
    cluster.kubectl("delete", "jobs", "--all", "--ignore-not-found");
    StringBuilder words = new StringBuilder();
    List<String> args = new ArrayList<>(List.of("--job=$(JOB)", "--drain=30s"));
    args.addAll(List.of("--await-servers=15m", "--"));
    args.addAll(handler);
    args.forEach(word -> words.append("\n      - '").append(word).append("'"));
    String overlay =
        new Overlay(folder.resolve(job), Overlay.MANIFESTS, tag)
            .write(
                cluster.namespace(),
                List.of("gleaner-worker", "gleaner-coordinator"),
                """
                patches:
                - target: {kind: Job}
                  patch: |-
                    - {op: replace, path: /spec/template/metadata/labels/gleaner.io~1job, value: %s}
                - target: {kind: Job, name: gleaner-coordinator}
                  patch: |-
                    - {op: add, path: /spec/template/spec/initContainers/0/args/-, value: %s}
                - target: {kind: Job, name: gleaner-worker}
                  patch: |-
                    - {op: replace, path: /spec/backoffLimit, value: %d}
                    - op: replace
                      path: /spec/template/spec/containers/0/args
                      value:%s
                """
                    .formatted(job, fillOption, backoffLimit, words));
    cluster.apply(overlay);
    if (cluster.get("pods", "-l", "app.kubernetes.io/component=reader").isEmpty()) {
      read();
    }
  }

  /** Starts the pod that reads results. */
  private void read() {
    try {
      String reader = Files.readString(Overlay.MANIFESTS.resolve("reader.yaml"));
      String ours = reader.replace("gleaner-worker:0.1.0", "gleaner-worker:" + tag);
      cluster.tried(ours, "create", "-f", "-").orThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<JsonNode> workerPods() {
    return cluster.get("pods", "-l", WORKERS);
  }

  /** Names of the workers' pods that run. */
  List<String> running() {
    return workerPods().stream()
        .filter(pod -> pod.at("/status/phase").asText().equals("Running"))
        .filter(pod -> !pod.at("/metadata").has("deletionTimestamp"))
        .map(pod -> pod.at("/metadata/name").asText())
        .toList();
  }

  /** How the workers' containers have ended, those that have. */
  List<JsonNode> ends() {
    return workerPods().stream()
        .map(pod -> pod.at("/status/containerStatuses/0/state/terminated"))
        .filter(end -> !end.isMissingNode())
        .toList();
  }

  /** The lines of a Job's results so far, as documented in the manifest of the reader. */
  List<String> results(String job) {
    Programs.Ended read =
        cluster.tried("", "exec", "gleaner-reader", "--", "cat", "/results/" + job + ".jsonl");
    return read.code() == 0 ? read.output().lines().toList() : List.of();
  }

  @Override
  public void close() {
    cluster.tried("", "delete", "namespace", cluster.namespace(), "--timeout=5m");
    volumes.remove();
  }
}
