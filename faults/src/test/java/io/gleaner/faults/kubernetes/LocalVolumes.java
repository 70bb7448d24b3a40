package io.gleaner.faults.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Volumes for a one-node cluster without a storage class, whose node is this machine: folders of
 * it.
 */
record LocalVolumes(Cluster cluster, Path folder) {
  private static final List<String> CLAIMS =
      List.of("data-gleaner-rabbitmq-0", "data-gleaner-redis-0", "gleaner-results");

  /** Makes them, unless the cluster makes volumes itself. */
  void make() {
    if (!cluster.get("storageclasses").isEmpty()) {
      return;
    }
    JsonNode node = cluster.get("nodes").get(0);
    String host = node.at("/metadata/labels/kubernetes.io~1hostname").asText();
    for (String claim : CLAIMS) {
      Path data = folder.resolve(claim);
      try {
        Files.createDirectories(data);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      cluster.tried(volume(claim, data, host), "create", "-f", "-").orThrow();
    }
  }

  void remove() {
    for (String claim : CLAIMS) {
      cluster.tried("", "delete", "pv", name(claim), "--ignore-not-found", "--wait=false");
    }
  }

  private String name(String claim) {
    return cluster.namespace() + "-" + claim;
  }

  private String volume(String claim, Path data, String host) {
    return """
    apiVersion: v1
    kind: PersistentVolume
    metadata: {name: %s}
    spec:
      capacity: {storage: 2Gi}
      accessModes: [ReadWriteOnce]
      persistentVolumeReclaimPolicy: Retain
      claimRef: {namespace: %s, name: %s}
      local: {path: %s}
      nodeAffinity:
        required:
          nodeSelectorTerms:
          - matchExpressions:
            - {key: kubernetes.io/hostname, operator: In, values: [%s]}
    """
        .formatted(name(claim), cluster.namespace(), claim, data, host);
  }
}
