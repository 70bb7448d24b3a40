package io.gleaner.coordinator.launch.kubernetes;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.coordinator.launch.Crew;
import io.gleaner.coordinator.launch.WorkerListener;
import io.gleaner.coordinator.launch.cluster.Cluster;
import io.gleaner.coordinator.launch.cluster.ClusterJob;
import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run's workers in a cluster that does not do as it should, and launchers that come and go. */
class KubernetesCrewTest {
  private static final ClusterJob JOB = Jobs.of(List.of("true"));

  @TempDir private Path folder;
  private final Heard heard = new Heard();
  private FakeApiServer server;
  private Cluster cluster;

  @BeforeEach
  void connect() throws IOException {
    server = new FakeApiServer(null, true);
    cluster = new KubernetesConnector().connect(server.address(folder));
  }

  @AfterEach
  void close() {
    cluster.close();
    server.close();
  }

  @Test
  void aQuotaThatRefusesPodsIsToldOnceAndTheRunGoesOn() {
    server.show(List.of(), List.of(refusedPod("thumbs-a"), refusedPod("thumbs-b")));
    try (Crew crew = begun(JOB)) {
      awaitLooks(3);
      assertThat(heard.lines)
          .containsExactly(
              "the cluster creates no more pods, because of a quota: Error creating: pods"
                  + " \"thumbs-a\" is forbidden: exceeded quota: small, requested: pods=1, used:"
                  + " pods=2, limited: pods=2. Ask for less (-p, --cpu, --memory), free some of it,"
                  + " or have it raised; the cluster tries again.");
      assertThat(crew.status().failure()).isEmpty();
      assertThat(crew.status().finished()).isFalse();
    }
  }

  @Test
  void aQuotaThatRefusesTheJobItselfIsToldBeforeAnythingIsFilled() {
    server.refuse(
        "jobs.batch \"thumbs\" is forbidden: exceeded quota: few, requested: count/jobs.batch=1,"
            + " used: count/jobs.batch=5, limited: count/jobs.batch=5");
    assertThatThrownBy(() -> cluster.check(JOB))
        .isInstanceOfSatisfying(
            GleanerException.class,
            refused -> {
              assertThat(refused.kind()).isEqualTo(ErrorKind.PERMANENT);
              assertThat(refused)
                  .hasMessageStartingWith(
                      "A quota of namespace batch of the cluster at http://127.")
                  .hasMessageContaining(
                      ": exceeded quota: few, requested: count/jobs.batch=1, used:")
                  .hasMessageEndingWith(". Free some of it, or have it raised, and try again.");
            });
    assertThat(server.job()).isNull();
  }

  @Test
  void aContainerThatCannotBeConfiguredIsToldOnceForAllPods() {
    String why = "container has runAsNonRoot and image will run as root";
    server.show(List.of(waitingPod("thumbs-a", why), waitingPod("thumbs-b", why)), List.of());
    try (Crew crew = begun(JOB)) {
      awaitLooks(3);
      assertThat(heard.lines)
          .containsExactly(
              "the container of pod thumbs-a cannot be started (CreateContainerConfigError: "
                  + why
                  + "). Mend the image or what it is given; the cluster keeps trying, Ctrl-C stops.");
      assertThat(crew.status().atWork()).isZero();
      assertThat(crew.status().failure()).isEmpty();
    }
  }

  @Test
  void aLauncherAfterOneThatWasKilledGoesOnWithItsJob() {
    leftByOneThatWasKilled();
    String uid = uid();
    try (Crew next = begun(JOB)) {
      assertThat(uid()).isEqualTo(uid);
      assertThat(server.asked("POST jobs")).isEqualTo(1);
      assertThat(server.asked("DELETE jobs/thumbs")).isZero();
      assertThat(server.asked("PATCH secrets/thumbs-servers"))
          .as("a password may have changed meanwhile")
          .isEqualTo(2);
      assertThat(next.status().finished()).isFalse();
    }
    assertThat(server.job()).as("the next one puts it away at its end").isNull();
  }

  @Test
  void anotherCommandAfterALauncherThatWasKilledReplacesItsJob() {
    leftByOneThatWasKilled();
    String uid = uid();
    try (Crew next = begun(Jobs.of(List.of("false")))) {
      assertThat(next.status().finished()).isFalse();
      assertThat(uid()).isNotEqualTo(uid);
      assertThat(server.asked("DELETE jobs/thumbs")).isEqualTo(1);
      assertThat(server.asked("POST jobs")).isEqualTo(2);
    }
  }

  /** The Job and the Secret, as every launcher makes them; it then looks on, and that is over. */
  private void leftByOneThatWasKilled() {
    assertThat(cluster.submit(JOB)).isTrue();
  }

  private Crew begun(ClusterJob job) {
    Crew crew = cluster.crew(job, heard);
    crew.tick(Instant.EPOCH, false);
    return crew;
  }

  private String uid() {
    return requireNonNull(server.job()).getMetadata().getUid();
  }

  private void awaitLooks(int times) {
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> server.asked("GET pods") >= times);
  }

  private static String refusedPod(String pod) {
    return """
    {"metadata": {"name": "e-%1$s"}, "reason": "FailedCreate", "message": "Error creating: pods \\"%1$s\\" is forbidden: exceeded quota: small, requested: pods=1, used: pods=2, limited: pods=2"}
    """
        .formatted(pod);
  }

  private static String waitingPod(String pod, String why) {
    return """
    {"metadata": {"name": "%s"}, "spec": {"containers": [{"image": "me/worker:1"}]},
     "status": {"phase": "Pending", "containerStatuses": [{"name": "worker", "state":
       {"waiting": {"reason": "CreateContainerConfigError", "message": "%s"}}}]}}
    """
        .formatted(pod, why);
  }

  /** What the run was told. */
  private static final class Heard implements WorkerListener {
    final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void ended(String workerId, int exitCode) {
      lines.add(workerId + " ended with " + exitCode);
    }

    @Override
    public void line(String workerId, String line) {
      lines.add(line);
    }
  }
}
