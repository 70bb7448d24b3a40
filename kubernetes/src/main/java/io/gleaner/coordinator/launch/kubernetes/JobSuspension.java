package io.gleaner.coordinator.launch.kubernetes;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.gleaner.config.JobName;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Has the Job controller delete a Job's pods, and make them again. Servers before 1.21 drop {@code
 * spec.suspend} without a word: there the parallelism is made 0, and what it was is kept in an
 * annotation.
 */
final class JobSuspension {
  private final KubernetesClient client;
  private final ApiErrors errors;
  private final JobName name;

  JobSuspension(KubernetesClient client, ApiErrors errors, JobName name) {
    this.client = client;
    this.errors = errors;
    this.name = name;
  }

  /** Whether a Job was asked to have no pods. */
  static boolean isSuspended(Job job) {
    return Objects.equals(job.getSpec().getSuspend(), true) || kept(job) != null;
  }

  private static @Nullable String kept(Job job) {
    return job.getMetadata().getAnnotations() == null
        ? null
        : job.getMetadata().getAnnotations().get(Labels.PARALLELISM);
  }

  /**
   * Suspends a Job or resumes it, unless it is so already.
   *
   * @return false if the server does not know the field
   */
  boolean set(Job there, boolean wanted) {
    if (isSuspended(there) == wanted) {
      return true;
    }
    @Nullable String kept = kept(there);
    if (wanted) {
      Job answer = patch("{\"spec\":{\"suspend\":true}}");
      if (Objects.equals(answer.getSpec().getSuspend(), true)) {
        return true;
      }
      patch(parallelism("\"" + there.getSpec().getParallelism() + "\"", "0"));
      return false;
    }
    if (kept == null) {
      patch("{\"spec\":{\"suspend\":false}}");
    } else {
      patch(parallelism("null", String.valueOf(Integer.parseInt(kept))));
    }
    return true;
  }

  private static String parallelism(String kept, String now) {
    return "{\"metadata\":{\"annotations\":{\"%s\":%s}},\"spec\":{\"parallelism\":%s}}"
        .formatted(Labels.PARALLELISM, kept, now);
  }

  private Job patch(String patch) {
    Resource<Job> job = NamedJob.of(client, errors, name);
    return errors.call(() -> job.patch(PatchContext.of(PatchType.JSON_MERGE), patch));
  }
}
