package io.gleaner.coordinator.launch.kubernetes;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.gleaner.config.JobName;

/** The place of a Job in the API. */
final class NamedJob {
  private NamedJob() {}

  static Resource<Job> of(KubernetesClient client, ApiErrors errors, JobName name) {
    return client.resources(Job.class).inNamespace(errors.namespace()).withName(name.value());
  }
}
