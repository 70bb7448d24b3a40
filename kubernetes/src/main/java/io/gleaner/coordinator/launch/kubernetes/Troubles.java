package io.gleaner.coordinator.launch.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.gleaner.failure.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What pods and events of a Job say about its workers, in sentences. No I/O. */
final class Troubles {
  private static final Set<String> IMAGE =
      Set.of(
          "ErrImagePull",
          "ImagePullBackOff",
          "InvalidImageName",
          "ErrImageNeverPull",
          "ImageInspectError",
          "RegistryUnavailable",
          "SignatureValidationFailed");
  private static final Set<String> CONTAINER =
      Set.of("CreateContainerConfigError", "CreateContainerError", "RunContainerError");
  private static final int OUT_OF_MEMORY = 137;

  private Troubles() {}

  /**
   * All that there is to say now.
   *
   * @param refusals messages of the events that say that a pod was not created
   */
  static List<Trouble> of(List<PodState> pods, List<String> refusals) {
    List<Trouble> found = new ArrayList<>();
    pods.forEach(pod -> of(pod).ifPresent(found::add));
    refusals.forEach(message -> found.add(refusal(message)));
    return found;
  }

  static Optional<Trouble> of(PodState pod) {
    return pod.terminated()
        .flatMap(end -> ended(pod, end))
        .or(() -> pod.ended() ? byNode(pod) : Optional.empty())
        .or(() -> pod.waiting().flatMap(waiting -> waiting(pod, waiting)))
        .or(() -> pod.unschedulable().map(message -> noRoom(pod, message)));
  }

  private static Optional<Trouble> waiting(PodState pod, ContainerStateWaiting waiting) {
    String reason = String.valueOf(waiting.getReason());
    String why = waiting.getMessage() == null ? "" : ": " + oneLine(waiting.getMessage());
    if (IMAGE.contains(reason)) {
      return Optional.of(
          new Trouble(
              "image " + pod.image(),
              ("the image %s of pod %s cannot be pulled (%s%s). Check its name and tag, that the"
                      + " nodes reach its registry, and --image-pull-secret. The cluster keeps"
                      + " trying; Ctrl-C stops.")
                  .formatted(pod.image(), pod.name(), reason, why)));
    }
    if (CONTAINER.contains(reason)) {
      return Optional.of(
          new Trouble(
              reason,
              ("the container of pod %s cannot be started (%s%s). Mend the image or what it is"
                      + " given; the cluster keeps trying, Ctrl-C stops.")
                  .formatted(pod.name(), reason, why)));
    }
    return Optional.empty();
  }

  private static Trouble noRoom(PodState pod, String message) {
    return new Trouble(
        "room",
        ("no node has room for pod %s: %s It starts when there is. Ask for less (--cpu, --memory,"
                + " -p), or add nodes.")
            .formatted(pod.name(), sentence(oneLine(message))));
  }

  private static Optional<Trouble> ended(PodState pod, ContainerStateTerminated end) {
    int code = end.getExitCode() == null ? 0 : end.getExitCode();
    if (code == ExitCode.COMPLETE.code() || code == ExitCode.STOPPED.code()) {
      return Optional.empty();
    }
    String said = end.getMessage() == null ? "" : oneLine(end.getMessage());
    if (Objects.equals(end.getReason(), "OOMKilled")) {
      said = "it ran out of memory (OOMKilled): raise --memory.";
    } else if (said.isEmpty() && code == OUT_OF_MEMORY) {
      said = "it was killed.";
    } else if (said.isEmpty()) {
      said = "it left no message.";
    }
    // Pods that end alike differ in their names only.
    return Optional.of(
        new Trouble(
            "end %d %s".formatted(code, said.replace(pod.name(), "")),
            "worker %s ended with exit code %d: %s".formatted(pod.name(), code, said)));
  }

  private static Optional<Trouble> byNode(PodState pod) {
    return pod.endedByNode()
        .map(
            why ->
                new Trouble(
                    "node " + pod.name(),
                    "pod %s was ended by its node: %s"
                        .formatted(pod.name(), sentence(oneLine(why)))));
  }

  private static Trouble refusal(String message) {
    String what = oneLine(message);
    if (what.toLowerCase(Locale.ROOT).contains("exceeded quota")) {
      return new Trouble(
          "quota",
          ("the cluster creates no more pods, because of a quota: %s Ask for less (-p, --cpu,"
                  + " --memory), free some of it, or have it raised; the cluster tries again.")
              .formatted(sentence(what)));
    }
    return new Trouble("refusal", "the cluster does not create pods: %s".formatted(sentence(what)));
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " / ").replaceAll("\\p{Cntrl}", "?");
  }

  private static String sentence(String text) {
    return text.endsWith(".") ? text : text + ".";
  }
}
