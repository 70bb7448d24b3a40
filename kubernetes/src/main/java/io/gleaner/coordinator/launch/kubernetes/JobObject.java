package io.gleaner.coordinator.launch.kubernetes;

import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicy;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.gleaner.config.Endpoints;
import io.gleaner.coordinator.launch.cluster.ClusterJob;
import io.gleaner.coordinator.launch.cluster.WorkerPod;
import io.gleaner.failure.ExitCode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Job of workers as Kubernetes takes it: a work queue, in pods that the profile restricted allows. */
final class JobObject {
  static final String CONTAINER = "worker";

  /** Where the servers' URIs are: never in an argument, in the spec or in a variable. */
  static final String SERVERS = "/etc/gleaner/servers";

  private static final String POD_VARIABLE = "GLEANER_POD";

  private JobObject() {}

  static Job of(ClusterJob job) {
    Job made =
        new JobBuilder()
            .withNewMetadata()
            .withName(job.name().value())
            .withLabels(Labels.of(job.name()))
            .addToAnnotations(Labels.UID, job.uid())
            .endMetadata()
            .withNewSpec()
            .withParallelism(job.parallelism())
            .withBackoffLimit(job.backoffLimit())
            .withActiveDeadlineSeconds(seconds(job.activeDeadline()))
            .withTtlSecondsAfterFinished(ttl(job.after()))
            .withPodFailurePolicy(failurePolicy())
            .withNewTemplate()
            .withNewMetadata()
            .withLabels(Labels.of(job.name()))
            .addToLabels(Labels.UID, job.uid())
            .endMetadata()
            .withSpec(pod(job))
            .endTemplate()
            .endSpec()
            .build();
    made.getMetadata().getAnnotations().put(Labels.DIGEST, digest(made));
    return made;
  }

  private static PodSpec pod(ClusterJob job) {
    WorkerPod pod = job.pod();
    PodSpecBuilder spec =
        new PodSpecBuilder()
            .withRestartPolicy("Never")
            .withAutomountServiceAccountToken(false)
            .withEnableServiceLinks(false)
            .withTerminationGracePeriodSeconds(pod.grace().toSeconds() + 1)
            .withNewSecurityContext()
            .withRunAsNonRoot(true)
            .withNewSeccompProfile()
            .withType("RuntimeDefault")
            .endSeccompProfile()
            .endSecurityContext()
            .addNewVolume()
            .withName("servers")
            .withNewSecret()
            .withSecretName(ServersSecret.name(job.name()))
            .withDefaultMode(0444)
            .endSecret()
            .endVolume()
            .addNewVolume()
            .withName("tmp")
            .withNewEmptyDir()
            .endEmptyDir()
            .endVolume()
            .addNewContainer()
            .withName(CONTAINER)
            .withImage(pod.image())
            .withImagePullPolicy(pod.pullPolicy())
            .withArgs(arguments(job))
            .addAllToEnv(
                List.of(
                    new EnvVarBuilder()
                        .withName(POD_VARIABLE)
                        .withNewValueFrom()
                        .withNewFieldRef()
                        .withFieldPath("metadata.name")
                        .endFieldRef()
                        .endValueFrom()
                        .build(),
                    new EnvVarBuilder()
                        .withName(Endpoints.BROKER_FILE_VARIABLE)
                        .withValue(SERVERS + "/" + ServersSecret.BROKER)
                        .build(),
                    new EnvVarBuilder()
                        .withName(Endpoints.LEDGER_FILE_VARIABLE)
                        .withValue(SERVERS + "/" + ServersSecret.LEDGER)
                        .build(),
                    new EnvVarBuilder()
                        .withName("GLEANER_TERMINATION_LOG")
                        .withValue("/dev/termination-log")
                        .build()))
            .withTerminationMessagePath("/dev/termination-log")
            // A worker that could not even begin has written its reason to its log.
            .withTerminationMessagePolicy("FallbackToLogsOnError")
            .withResources(resources(pod))
            .withNewSecurityContext()
            .withAllowPrivilegeEscalation(false)
            .withReadOnlyRootFilesystem(true)
            .withNewCapabilities()
            .withDrop("ALL")
            .endCapabilities()
            .endSecurityContext()
            .addNewVolumeMount()
            .withName("servers")
            .withMountPath(SERVERS)
            .withReadOnly(true)
            .endVolumeMount()
            .addNewVolumeMount()
            .withName("tmp")
            .withMountPath("/tmp")
            .endVolumeMount()
            .endContainer();
    if (pod.pullSecret() != null) {
      spec.addNewImagePullSecret(pod.pullSecret());
    }
    return spec.build();
  }

  private static List<String> arguments(ClusterJob job) {
    List<String> arguments =
        new ArrayList<>(
            List.of("--job", job.name().value(), "--uid", job.uid()));
    arguments.addAll(List.of("--id", "$(" + POD_VARIABLE + ")"));
    job.pod().options().forEach(option -> arguments.add(literal(option)));
    if (!job.pod().command().isEmpty()) {
      arguments.add("--");
      job.pod().command().forEach(word -> arguments.add(literal(word)));
    }
    return arguments;
  }

  /** Kubernetes replaces $(NAME) in arguments, and takes $$ for $. */
  private static String literal(String word) {
    return word.replace("$", "$$");
  }

  /** What the exit codes of a worker mean, see {@link ExitCode}. */
  private static PodFailurePolicy failurePolicy() {
    return new PodFailurePolicyBuilder()
        .addNewRule()
        .withAction("FailJob")
        .withNewOnExitCodes()
        .withContainerName(CONTAINER)
        .withOperator("In")
        .withValues(ExitCode.USAGE.code(), ExitCode.JOB_FAILED.code())
        .endOnExitCodes()
        .endRule()
        .addNewRule()
        .withAction("Ignore")
        .withNewOnExitCodes()
        .withContainerName(CONTAINER)
        .withOperator("In")
        .withValues(ExitCode.STOPPED.code())
        .endOnExitCodes()
        .endRule()
        .addNewRule()
        .withAction("Ignore")
        .addNewOnPodCondition("True", "DisruptionTarget")
        .endRule()
        .build();
  }

  private static ResourceRequirements resources(WorkerPod pod) {
    ResourceRequirementsBuilder resources = new ResourceRequirementsBuilder();
    if (pod.cpu() != null) {
      resources.addToRequests("cpu", new Quantity(pod.cpu()));
    }
    if (pod.memory() != null) {
      resources.addToRequests("memory", new Quantity(pod.memory()));
      resources.addToLimits("memory", new Quantity(pod.memory()));
    }
    return resources.build();
  }

  private static @Nullable Long seconds(@Nullable Duration duration) {
    return duration == null ? null : duration.plusMillis(999).toSeconds();
  }

  private static @Nullable Integer ttl(ClusterJob.After after) {
    Long seconds = seconds(after.ttl());
    return seconds == null ? null : Math.toIntExact(seconds);
  }

  private static String digest(Job job) {
    try {
      byte[] spec = Serialization.asJson(job.getSpec()).getBytes(StandardCharsets.UTF_8);
      byte[] sum = MessageDigest.getInstance("SHA-256").digest(spec);
      return HexFormat.of().formatHex(sum, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
