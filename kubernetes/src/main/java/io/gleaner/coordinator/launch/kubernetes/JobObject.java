package io.gleaner.coordinator.launch.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A Job of workers as Kubernetes takes it: a work queue, in pods that the profile restricted
 * allows.
 */
final class JobObject {
  static final String CONTAINER = "worker";

  private static final String SERVERS_AWAITED = "1m";

  /** Where the servers' URIs are: never in an argument, in the spec or in a variable. */
  static final String SERVERS = "/run/secrets/gleaner";

  private static final String SCRATCH = "scratch";
  private static final String TERMINATION_LOG = "/dev/termination-log";
  private static final String POD_VARIABLE = "GLEANER_POD";

  private JobObject() {}

  static Job of(ClusterJob job) {
    PodTemplateSpec template = template(job);
    String container = template.getSpec().getContainers().get(0).getName();
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
            .withPodFailurePolicy(failurePolicy(container))
            .withTemplate(template)
            .endSpec()
            .build();
    made.getMetadata().getAnnotations().put(Labels.DIGEST, digest(made));
    return made;
  }

  private static PodTemplateSpec template(ClusterJob job) {
    String given = job.pod().template();
    PodTemplateSpec base =
        given == null
            ? new PodTemplateSpec()
            : Serialization.unmarshal(given, PodTemplateSpec.class);
    PodSpec spec = base.getSpec() == null ? new PodSpec() : base.getSpec();
    return new PodTemplateSpecBuilder(base)
        .editOrNewMetadata()
        .addToLabels(Labels.of(job.name()))
        .addToLabels(Labels.UID, job.uid())
        .endMetadata()
        .withSpec(pod(job, spec))
        .build();
  }

  private static PodSpec pod(ClusterJob job, PodSpec base) {
    WorkerPod pod = job.pod();
    Container container =
        base.getContainers().isEmpty() ? new Container() : base.getContainers().get(0);
    PodSpecBuilder spec =
        new PodSpecBuilder(base)
            .withRestartPolicy("Never")
            .withAutomountServiceAccountToken(false)
            .withEnableServiceLinks(false)
            .withTerminationGracePeriodSeconds(
                Math.max(
                    pod.grace().toSeconds() + 1,
                    Objects.requireNonNullElse(base.getTerminationGracePeriodSeconds(), 0L)))
            .addNewVolume()
            .withName("servers")
            .withNewSecret()
            .withSecretName(ServersSecret.name(job.name()))
            // The user of the image is not known; nobody else is in the container.
            .withDefaultMode(0444)
            .endSecret()
            .endVolume()
            .withContainers(container(job, container));
    if (base.getTopologySpreadConstraints().isEmpty()) {
      spec.addNewTopologySpreadConstraint()
          .withMaxSkew(1)
          .withTopologyKey("kubernetes.io/hostname")
          .withWhenUnsatisfiable("ScheduleAnyway")
          .withNewLabelSelector()
          .addToMatchLabels(Labels.JOB, job.name().value())
          .endLabelSelector()
          .endTopologySpreadConstraint();
    }
    if (base.getSecurityContext() == null) {
      spec.withNewSecurityContext()
          .withRunAsNonRoot(true)
          .withNewSeccompProfile()
          .withType("RuntimeDefault")
          .endSeccompProfile()
          .endSecurityContext();
    }
    if (container.getVolumeMounts().stream()
        .noneMatch(m -> Objects.equals(m.getMountPath(), "/tmp"))) {
      spec.addNewVolume().withName(SCRATCH).withNewEmptyDir().endEmptyDir().endVolume();
    }
    if (pod.pullSecret() != null) {
      spec.addNewImagePullSecret(pod.pullSecret());
    }
    return spec.build();
  }

  private static Container container(ClusterJob job, Container base) {
    WorkerPod pod = job.pod();
    ContainerBuilder container =
        new ContainerBuilder(base)
            .withName(name(base))
            .withImage(pod.image())
            .withImagePullPolicy(
                Objects.requireNonNullElse(base.getImagePullPolicy(), pod.pullPolicy()))
            // What the template calls the command is what each item is run with.
            .withCommand(List.of())
            .withArgs(arguments(job))
            .addToEnv(podName())
            .addToEnv(
                variable(Endpoints.BROKER_FILE_VARIABLE, SERVERS + "/" + ServersSecret.BROKER))
            .addToEnv(
                variable(Endpoints.LEDGER_FILE_VARIABLE, SERVERS + "/" + ServersSecret.LEDGER))
            .addToEnv(variable("GLEANER_TERMINATION_LOG", TERMINATION_LOG))
            .withTerminationMessagePath(TERMINATION_LOG)
            // A worker that could not even begin has written its reason to its log.
            .withTerminationMessagePolicy("FallbackToLogsOnError")
            .withResources(resources(pod, base.getResources()))
            .addNewVolumeMount()
            .withName("servers")
            .withMountPath(SERVERS)
            .withReadOnly(true)
            .endVolumeMount();
    if (base.getSecurityContext() == null) {
      container
          .withNewSecurityContext()
          .withAllowPrivilegeEscalation(false)
          .withReadOnlyRootFilesystem(true)
          .withNewCapabilities()
          .withDrop("ALL")
          .endCapabilities()
          .endSecurityContext();
    }
    if (base.getVolumeMounts().stream().noneMatch(m -> Objects.equals(m.getMountPath(), "/tmp"))) {
      container.addNewVolumeMount().withName(SCRATCH).withMountPath("/tmp").endVolumeMount();
    }
    return container.build();
  }

  private static String name(Container container) {
    return Objects.requireNonNullElse(container.getName(), CONTAINER);
  }

  private static EnvVar podName() {
    return new EnvVarBuilder()
        .withName(POD_VARIABLE)
        .withNewValueFrom()
        .withNewFieldRef()
        .withFieldPath("metadata.name")
        .endFieldRef()
        .endValueFrom()
        .build();
  }

  private static EnvVar variable(String name, String value) {
    return new EnvVarBuilder().withName(name).withValue(value).build();
  }

  private static List<String> arguments(ClusterJob job) {
    List<String> arguments =
        new ArrayList<>(List.of("--job", job.name().value(), "--uid", job.uid()));
    arguments.addAll(List.of("--id", "$(" + POD_VARIABLE + ")"));
    // A server that a node cannot reach for a moment is no failure of the pod, which counts.
    arguments.addAll(List.of("--await-servers", SERVERS_AWAITED));
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
  private static PodFailurePolicy failurePolicy(String container) {
    return new PodFailurePolicyBuilder()
        .addNewRule()
        .withAction("FailJob")
        .withNewOnExitCodes()
        .withContainerName(container)
        .withOperator("In")
        .withValues(ExitCode.USAGE.code(), ExitCode.JOB_FAILED.code())
        .endOnExitCodes()
        .endRule()
        .addNewRule()
        .withAction("Ignore")
        .withNewOnExitCodes()
        .withContainerName(container)
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

  private static ResourceRequirements resources(
      WorkerPod pod, @Nullable ResourceRequirements base) {
    ResourceRequirementsBuilder resources =
        base == null ? new ResourceRequirementsBuilder() : new ResourceRequirementsBuilder(base);
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
