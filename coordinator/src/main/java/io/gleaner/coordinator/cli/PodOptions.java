package io.gleaner.coordinator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.gleaner.config.Endpoints;
import io.gleaner.coordinator.launch.cluster.ClusterJob;
import io.gleaner.coordinator.launch.cluster.WorkerPod;
import io.gleaner.coordinator.manifest.WorkQueueSpec;
import io.gleaner.failure.GleanerException;
import io.gleaner.item.Bytes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say what the pods of a Job are like. */
public final class PodOptions {
  /** More than a worker takes at most to give everything back when its time to drain is over. */
  private static final Duration GIVING_BACK = Duration.ofSeconds(45);

  @Option(
      names = "--image",
      paramLabel = "IMAGE",
      description = "The workers' container image, made on Gleaner's worker image.")
  private @Nullable String image;

  @Option(
      names = "--image-pull-policy",
      paramLabel = "POLICY",
      defaultValue = "IfNotPresent",
      description = "Always, IfNotPresent or Never. Default: ${DEFAULT-VALUE}.")
  private String pullPolicy = "IfNotPresent";

  @Option(
      names = "--image-pull-secret",
      paramLabel = "NAME",
      description = "The Secret that the image is pulled with.")
  private @Nullable String pullSecret;

  @Option(
      names = "--cpu",
      paramLabel = "QUANTITY",
      description = "How much CPU each pod asks for, as 500m.")
  private @Nullable String cpu;

  @Option(
      names = "--memory",
      paramLabel = "QUANTITY",
      description = "How much memory each pod asks for and may use at most, as 512Mi.")
  private @Nullable String memory;

  @Option(
      names = "--cluster-broker",
      paramLabel = "ADDRESS",
      description = {
        "The broker's address as pods see it, HOST[:PORT], where it is another. User and password",
        "are those of --broker. Default: $GLEANER_CLUSTER_BROKER."
      })
  private @Nullable String clusterBroker;

  @Option(
      names = "--cluster-ledger",
      paramLabel = "ADDRESS",
      description = "The same for the ledger. Default: $GLEANER_CLUSTER_LEDGER.")
  private @Nullable String clusterLedger;

  @Option(names = "--keep", description = "Leave the Kubernetes Job there when it has ended.")
  private boolean keep;

  @Option(
      names = "--ttl",
      paramLabel = "D",
      converter = DurationConverter.class,
      description = "Leave it to the cluster to delete the Kubernetes Job, so long after its end.")
  private @Nullable Duration ttl;

  /** The image. */
  String image() {
    if (image == null || image.isBlank()) {
      throw GleanerException.configuration(
          "Which image shall the pods run? Give --image, made on Gleaner's worker image.");
    }
    return image;
  }

  /** Whether options were given that mean nothing without a cluster. */
  boolean given() {
    return image != null || clusterBroker != null || clusterLedger != null || keep || ttl != null;
  }

  /** The servers as the cluster sees them. */
  Endpoints inside(Endpoints outside, Map<String, String> env) {
    return ClusterOptions.inside(outside, clusterBroker, clusterLedger, env);
  }

  /** What becomes of the Kubernetes Job at its end. */
  ClusterJob.After after() {
    return new ClusterJob.After(keep || ttl != null, ttl);
  }

  /** What each pod of a run is. */
  WorkerPod pod(WorkOptions work) {
    List<String> command = work.command().stream().map(PodOptions::text).toList();
    return pod(image(), work.workerOptions(), command, work.drain(), null);
  }

  /**
   * What each pod of an applied WorkQueueJob is: as its template says, but for what options say.
   *
   * @param template its pod template
   */
  WorkerPod pod(WorkQueueSpec.Handler handler, JsonNode template) {
    String inTemplate = template.at("/spec/containers/0/image").asText("");
    return pod(
        image != null || inTemplate.isEmpty() ? image() : inTemplate,
        handler.workerOptions(),
        handler.command(),
        handler.drain(),
        template.toString());
  }

  private WorkerPod pod(
      String of,
      List<String> options,
      List<String> command,
      Duration drain,
      @Nullable String template) {
    if (!List.of("Always", "IfNotPresent", "Never").contains(pullPolicy)) {
      throw GleanerException.configuration(
          "--image-pull-policy is Always, IfNotPresent or Never, not '%s'.".formatted(pullPolicy));
    }
    return new WorkerPod(
        of,
        pullPolicy,
        pullSecret,
        cpu,
        memory,
        options,
        command,
        drain.plus(GIVING_BACK),
        template);
  }

  /** A Job's spec is JSON, and so is all that goes into it. */
  private static String text(Bytes word) {
    if (!Bytes.utf8(word.text()).equals(word)) {
      throw GleanerException.configuration(
          "The word '%s' of the command is not UTF-8, and Kubernetes takes nothing else."
              .formatted(word.text()));
    }
    return word.text();
  }
}
