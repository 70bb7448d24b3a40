package io.gleaner.coordinator.job.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gleaner.coordinator.job.ConditionType;
import io.gleaner.coordinator.job.JobStatus;
import java.util.List;

/**
 * What may change in the template of a Job that is suspended: where its pods may run and what they
 * ask for. Kubernetes 1.36: {@code validatePodTemplateUpdate} with the gates {@code
 * MutableSchedulingDirectivesForSuspendedJobs} and {@code MutablePodResourcesForSuspendedJobs},
 * both on by default (KEP 2926, KEP 5440).
 */
public final class TemplateChange {
  private static final String METADATA = "metadata";

  private TemplateChange() {}

  /**
   * Whether the template of a suspended Job may change so far: it was never started, or has no
   * worker left that nobody has asked to stop.
   */
  public static boolean isOpen(JobStatus status) {
    return status.startTime() == null
        || (status.is(ConditionType.SUSPENDED) && status.active() == 0);
  }

  /**
   * The spec before a change, with all that may change as it is after it: what then still differs
   * must not.
   *
   * @param before is not changed
   */
  public static JsonNode carried(JsonNode before, JsonNode after) {
    ObjectNode spec = before.deepCopy();
    if (!(spec.path("template") instanceof ObjectNode template)) {
      return spec;
    }
    JsonNode wanted = after.path("template");
    take(template, wanted, METADATA, "labels");
    take(template, wanted, METADATA, "annotations");
    if (template.path("spec") instanceof ObjectNode pod) {
      JsonNode wantedPod = wanted.path("spec");
      take(pod, wantedPod, "affinity", "nodeAffinity");
      for (String field : List.of("nodeSelector", "tolerations", "schedulingGates")) {
        take(pod, wantedPod, field);
      }
      for (String list : List.of("containers", "initContainers")) {
        resources(pod.path(list), wantedPod.path(list));
      }
    }
    return spec;
  }

  private static void resources(JsonNode containers, JsonNode wanted) {
    for (int i = 0; i < containers.size(); i++) {
      if (containers.get(i) instanceof ObjectNode container) {
        take(container, wanted.path(i), "resources", "requests");
        take(container, wanted.path(i), "resources", "limits");
      }
    }
  }

  private static void take(ObjectNode into, JsonNode from, String object, String field) {
    ObjectNode inner =
        into.get(object) instanceof ObjectNode there
            ? there
            : JsonNodeFactory.instance.objectNode();
    take(inner, from.path(object), field);
    if (inner.isEmpty() && !from.has(object)) {
      into.remove(object);
    } else {
      into.set(object, inner);
    }
  }

  private static void take(ObjectNode into, JsonNode from, String field) {
    if (from.has(field)) {
      into.set(field, from.get(field).deepCopy());
    } else {
      into.remove(field);
    }
  }
}
