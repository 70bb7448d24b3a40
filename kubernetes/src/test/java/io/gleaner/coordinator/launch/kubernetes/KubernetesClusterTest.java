package io.gleaner.coordinator.launch.kubernetes;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.gleaner.config.JobName;
import io.gleaner.coordinator.launch.cluster.Cluster;
import io.gleaner.coordinator.launch.cluster.ClusterJobState;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What later commands ask of the cluster that a Job was applied to. */
class KubernetesClusterTest {
  private static final JobName THUMBS = new JobName("thumbs");
  private static final String UID = "u1";

  @TempDir private Path folder;

  @Test
  void aJobIsSuspendedAndResumedByItsField() throws IOException {
    try (FakeApiServer server = new FakeApiServer(job(), true);
        Cluster cluster = new KubernetesConnector().connect(server.address(folder))) {
      assertThat(cluster.suspend(THUMBS, UID, true)).isTrue();
      assertThat(spec(server).getSuspend()).isTrue();
      assertThat(cluster.look(THUMBS, UID).suspended()).isTrue();
      assertThat(cluster.suspend(THUMBS, UID, true)).isTrue();
      assertThat(cluster.suspend(THUMBS, UID, false)).isTrue();
      assertThat(server.patches())
          .containsExactly("{\"spec\":{\"suspend\":true}}", "{\"spec\":{\"suspend\":false}}");
      assertThat(spec(server).getParallelism()).isEqualTo(4);
    }
  }

  @Test
  void aServerThatDropsTheFieldIsAskedForNoPodsAndForThemAgain() throws IOException {
    try (FakeApiServer server = new FakeApiServer(job(), false);
        Cluster cluster = new KubernetesConnector().connect(server.address(folder))) {
      assertThat(cluster.suspend(THUMBS, UID, true)).as("the caller is told").isFalse();
      assertThat(spec(server).getParallelism()).isZero();
      assertThat(cluster.look(THUMBS, UID).suspended()).isTrue();
      assertThat(cluster.suspend(THUMBS, UID, false)).isTrue();
      assertThat(spec(server).getParallelism()).isEqualTo(4);
      assertThat(requireNonNull(server.job()).getMetadata().getAnnotations())
          .doesNotContainKey(Labels.PARALLELISM);
      assertThat(cluster.look(THUMBS, UID).suspended()).isFalse();
    }
  }

  @Test
  void aFailedJobIsSeenWithItsReason() throws IOException {
    Job failed =
        new JobBuilder(job())
            .withNewStatus()
            .withActive(0)
            .addNewCondition()
            .withType("Failed")
            .withStatus("True")
            .withReason("BackoffLimitExceeded")
            .endCondition()
            .endStatus()
            .build();
    try (FakeApiServer server = new FakeApiServer(failed, true);
        Cluster cluster = new KubernetesConnector().connect(server.address(folder))) {
      ClusterJobState seen = cluster.look(THUMBS, UID);
      assertThat(seen.there()).isTrue();
      assertThat(seen.failure()).contains("BackoffLimitExceeded");
    }
  }

  @Test
  void aJobOfAnotherUidOrNameIsNotOurs() throws IOException {
    try (FakeApiServer server = new FakeApiServer(job(), true);
        Cluster cluster = new KubernetesConnector().connect(server.address(folder))) {
      assertThat(cluster.look(THUMBS, "u2")).isEqualTo(ClusterJobState.NONE);
      assertThat(cluster.look(new JobName("other"), UID)).isEqualTo(ClusterJobState.NONE);
      assertThat(cluster.suspend(THUMBS, "u2", true)).isTrue();
      assertThat(server.patches()).isEmpty();
    }
  }

  private static JobSpec spec(FakeApiServer server) {
    return requireNonNull(server.job()).getSpec();
  }

  private static Job job() {
    return new JobBuilder()
        .withNewMetadata()
        .withName("thumbs")
        .withNamespace("batch")
        .addToAnnotations(Labels.UID, UID)
        .endMetadata()
        .withNewSpec()
        .withParallelism(4)
        .endSpec()
        .build();
  }
}
