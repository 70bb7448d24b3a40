package io.gleaner.coordinator.launch.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What this program does in a cluster, and whether the caller may. */
final class Rights {
  /** As in k8s-manifests/launcher-rbac.yaml. */
  static final List<Right> NEEDED =
      List.of(
          new Right("batch", "jobs", "get"),
          new Right("batch", "jobs", "create"),
          new Right("batch", "jobs", "patch"),
          new Right("batch", "jobs", "delete"),
          new Right("", "secrets", "create"),
          new Right("", "secrets", "patch"),
          new Right("", "pods", "list"),
          new Right("", "events", "list"));

  private static final String REVIEWS = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";

  private Rights() {}

  /** One verb on one kind of objects. */
  record Right(String group, String resource, String verb) {
    @Override
    public String toString() {
      return verb + " " + ApiErrors.resource(resource, group);
    }
  }

  /** Those that the caller has not, as far as the cluster tells. */
  static List<Right> missing(KubernetesClient client, String namespace) {
    List<Right> missing = new ArrayList<>();
    try {
      for (Right right : NEEDED) {
        if (!allowed(client, namespace, right)) {
          missing.add(right);
        }
      }
    } catch (KubernetesClientException e) {
      if (e.getCode() != 403) {
        throw e;
      }
      // Where nobody may ask, the calls themselves will tell.
    }
    return missing;
  }

  private static boolean allowed(KubernetesClient client, String namespace, Right right) {
    Map<String, Object> review =
        Map.of(
            "apiVersion",
            "authorization.k8s.io/v1",
            "kind",
            "SelfSubjectAccessReview",
            "spec",
            Map.of(
                "resourceAttributes",
                Map.of(
                    "namespace",
                    namespace,
                    "group",
                    right.group(),
                    "resource",
                    right.resource(),
                    "verb",
                    right.verb())));
    String answer = client.raw(REVIEWS, "POST", review);
    Map<?, ?> told = client.getKubernetesSerialization().unmarshal(answer, Map.class);
    return told.get("status") instanceof Map<?, ?> status
        && Objects.equals(status.get("allowed"), true);
  }
}
