package io.gleaner.coordinator.launch.kubernetes;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.gleaner.config.Endpoints;
import io.gleaner.config.JobName;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The Secret with the servers' URIs. It belongs to the Job, and goes with it. */
final class ServersSecret {
  static final String BROKER = "broker";
  static final String LEDGER = "ledger";

  private ServersSecret() {}

  /** A Secret's name may be longer than a Job's. */
  static String name(JobName job) {
    return job.value() + "-servers";
  }

  static Secret of(JobName name, Endpoints endpoints, Job owner) {
    return new SecretBuilder()
        .withNewMetadata()
        .withName(name(name))
        .withLabels(Labels.of(name))
        .addNewOwnerReference()
        .withApiVersion("batch/v1")
        .withKind("Job")
        .withName(owner.getMetadata().getName())
        .withUid(owner.getMetadata().getUid())
        .endOwnerReference()
        .endMetadata()
        .withType("Opaque")
        .addToData(BROKER, encoded(endpoints.broker()))
        .addToData(LEDGER, encoded(endpoints.ledger()))
        .build();
  }

  private static String encoded(URI uri) {
    return Base64.getEncoder().encodeToString(uri.toString().getBytes(StandardCharsets.UTF_8));
  }
}
