package io.gleaner.coordinator.launch.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyRule;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobObjectTest {
  private static final List<String> COMMAND = List.of("convert", "{}", "{.}.jpg");

  private final Job job = JobObject.of(Jobs.of(COMMAND));

  @Test
  void isAWorkQueueWithoutCompletions() {
    assertThat(job.getSpec().getParallelism()).isEqualTo(4);
    assertThat(job.getSpec().getCompletions()).isNull();
    assertThat(job.getSpec().getCompletionMode()).isNull();
    assertThat(job.getSpec().getBackoffLimit()).isEqualTo(6);
    assertThat(job.getSpec().getActiveDeadlineSeconds()).isEqualTo(600);
    assertThat(pod(job).getRestartPolicy()).isEqualTo("Never");
  }

  @Test
  void failsTheJobByTheExitCodesThatSayItIsNoUse() {
    List<PodFailurePolicyRule> rules = job.getSpec().getPodFailurePolicy().getRules();
    assertThat(rules)
        .extracting(PodFailurePolicyRule::getAction)
        .containsExactly("FailJob", "Ignore", "Ignore");
    assertThat(rules.get(0).getOnExitCodes().getValues()).containsExactly(2, 3);
    assertThat(rules.get(1).getOnExitCodes().getValues()).containsExactly(75);
    assertThat(rules.get(2).getOnPodConditions().get(0).getType()).isEqualTo("DisruptionTarget");
  }

  @Test
  void passwordsAreInTheSecretAndNowhereElse() {
    assertThat(Serialization.asJson(job)).doesNotContain(Jobs.PASSWORD);
    assertThat(container(job).getEnv())
        .filteredOn(variable -> variable.getName().startsWith("GLEANER_BROKER"))
        .extracting(EnvVar::getValue)
        .containsExactly("/run/secrets/gleaner/broker");
  }

  @Test
  void theProfileRestrictedAllowsItsPods() {
    PodSpec pod = pod(job);
    Container container = container(job);
    assertThat(pod.getAutomountServiceAccountToken()).isFalse();
    assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
    assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
    assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
    assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
  }

  @Test
  void aWorkerIsNamedAsItsPod() {
    assertThat(container(job).getArgs())
        .containsExactly(
            "--job",
            "thumbs",
            "--uid",
            "u1",
            "--id",
            "$(GLEANER_POD)",
            "--await-servers",
            "1m",
            "--drain=5000ms",
            "--",
            "convert",
            "{}",
            "{.}.jpg");
  }

  @Test
  void whatLooksLikeAVariableInTheCommandIsLeftToTheCommand() {
    Job shell = JobObject.of(Jobs.of(List.of("sh", "-c", "echo $(HOME) $1 $$")));
    assertThat(container(shell).getArgs()).last().isEqualTo("echo $$(HOME) $$1 $$$$");
  }

  @Test
  void anotherSpecHasAnotherDigest() {
    Job same = JobObject.of(Jobs.of(COMMAND));
    Job other = JobObject.of(Jobs.of(List.of("true")));
    assertThat(digest(job)).isEqualTo(digest(same)).isNotEqualTo(digest(other));
  }

  @Test
  void whatATemplateSaysIsKept() {
    String template =
        """
        {"spec": {"nodeSelector": {"disk": "ssd"}, "containers": [{"name": "convert",
          "command": ["convert"], "env": [{"name": "LANG", "value": "C"}],
          "resources": {"requests": {"cpu": "2"}}}]}}
        """;
    Job applied = JobObject.of(Jobs.of(COMMAND, template));
    assertThat(pod(applied).getNodeSelector()).containsEntry("disk", "ssd");
    assertThat(container(applied).getName()).isEqualTo("convert");
    assertThat(container(applied).getCommand()).isEmpty();
    assertThat(container(applied).getEnv()).extracting(EnvVar::getName).contains("LANG");
    assertThat(container(applied).getResources().getRequests()).containsKeys("cpu", "memory");
    assertThat(applied.getSpec().getPodFailurePolicy().getRules().get(0).getOnExitCodes())
        .extracting(rule -> rule.getContainerName())
        .isEqualTo("convert");
  }

  private static String digest(Job of) {
    return of.getMetadata().getAnnotations().getOrDefault(Labels.DIGEST, "");
  }

  private static PodSpec pod(Job of) {
    return of.getSpec().getTemplate().getSpec();
  }

  private static Container container(Job of) {
    return pod(of).getContainers().get(0);
  }
}
