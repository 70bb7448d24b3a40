package io.gleaner.coordinator.launch.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;

class TroublesTest {
  @Test
  void anImageThatCannotBePulledIsOneTroubleForAllPods() {
    PodState first = waiting("a", "ErrImagePull", "not found");
    PodState second = waiting("b", "ImagePullBackOff", "Back-off");
    assertThat(Troubles.of(List.of(first, second), List.of()))
        .extracting(Trouble::key)
        .containsExactly("image me/worker:1", "image me/worker:1");
    assertThat(Troubles.of(first))
        .get()
        .extracting(Trouble::sentence)
        .asString()
        .contains("me/worker:1", "ErrImagePull: not found", "--image-pull-secret");
  }

  @Test
  void aContainerThatIsBeingCreatedIsNoTrouble() {
    assertThat(Troubles.of(waiting("a", "ContainerCreating", ""))).isEmpty();
  }

  @Test
  void aContainerThatCannotBeConfiguredSaysWhy() {
    assertThat(sentence(waiting("a", "CreateContainerConfigError", "there is no secret x")))
        .contains("CreateContainerConfigError: there is no secret x");
  }

  @Test
  void lackOfRoomIsToldInTheSchedulersWords() {
    PodState pod =
        pod(
            """
            {"phase": "Pending", "conditions": [{"type": "PodScheduled", "status": "False",
              "reason": "Unschedulable", "message": "0/3 nodes are available: 3 Insufficient cpu."}]}
            """);
    assertThat(sentence(pod)).contains("0/3 nodes are available: 3 Insufficient cpu. It starts");
  }

  @Test
  void aFailedWorkersLastWordIsShown() {
    assertThat(sentence(ended(2, "Error", "there is no command x in PATH")))
        .isEqualTo("worker a ended with exit code 2: there is no command x in PATH");
  }

  @Test
  void aWorkerThatStoppedOrIsDoneIsNoTrouble() {
    assertThat(Troubles.of(ended(0, "Completed", "The Job is complete."))).isEmpty();
    assertThat(Troubles.of(ended(75, "Error", "stopped"))).isEmpty();
  }

  @Test
  void aWorkerOutOfMemorySaysWhichOptionHelps() {
    assertThat(sentence(ended(137, "OOMKilled", ""))).contains("OOMKilled", "--memory");
  }

  @Test
  void anEvictedPodIsToldInItsNodesWords() {
    PodState pod =
        pod("{\"phase\": \"Failed\", \"reason\": \"Evicted\", \"message\": \"low on memory\"}");
    assertThat(sentence(pod)).isEqualTo("pod a was ended by its node: Evicted: low on memory.");
    assertThat(pod.terminated()).as("nobody knows that its processes are gone").isEmpty();
  }

  @Test
  void aQuotaIsToldOnceHoweverManyPodsItRefuses() {
    List<Trouble> troubles =
        Troubles.of(
            List.of(),
            List.of(
                "Error creating: pods \"a\" is forbidden: exceeded quota: small, used: pods=2",
                "Error creating: pods \"b\" is forbidden: exceeded quota: small, used: pods=2"));
    assertThat(troubles).extracting(Trouble::key).containsOnly("quota");
    assertThat(troubles.get(0).sentence()).contains("exceeded quota: small, used: pods=2.", "-p");
  }

  private static String sentence(PodState pod) {
    return Troubles.of(pod).map(Trouble::sentence).orElse("");
  }

  private static PodState waiting(String name, String reason, String message) {
    return pod(
        name,
        """
        {"phase": "Pending", "containerStatuses": [{"name": "worker", "state":
          {"waiting": {"reason": "%s", "message": "%s"}}}]}
        """
            .formatted(reason, message));
  }

  private static PodState ended(int code, String reason, String message) {
    return pod(
        """
        {"phase": "Failed", "containerStatuses": [{"name": "worker", "state":
          {"terminated": {"exitCode": %d, "reason": "%s", "message": "%s"}}}]}
        """
            .formatted(code, reason, message));
  }

  private static PodState pod(String status) {
    return pod("a", status);
  }

  private static PodState pod(String name, String status) {
    String json =
        """
        {"metadata": {"name": "%s"}, "spec": {"containers": [{"image": "me/worker:1"}]}, "status": %s}
        """;
    return new PodState(Serialization.unmarshal(json.formatted(name, status), Pod.class));
  }
}
