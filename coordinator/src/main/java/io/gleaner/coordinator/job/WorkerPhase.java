package io.gleaner.coordinator.job;

import io.gleaner.coordinator.job.spec.PodCondition;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far a worker is in its life. Kubernetes: a pod's {@code status.phase}. */
public sealed interface WorkerPhase {
  /** It was started, and does not run yet. */
  record Pending() implements WorkerPhase {}

  /**
   * It runs.
   *
   * @param readySince since when it is ready; null if it is not
   */
  record Running(@Nullable Instant readySince) implements WorkerPhase {}

  /**
   * It has ended well: exit code 0.
   *
   * @param at when it ended
   */
  record Succeeded(Instant at) implements WorkerPhase {}

  /**
   * It has ended otherwise.
   *
   * @param at when it ended
   * @param exits what its programs exited with; empty if nobody knows
   * @param conditions what else is said of it, such as that it was disrupted
   */
  record Failed(Instant at, List<ContainerExit> exits, List<PodCondition> conditions)
      implements WorkerPhase {
    /** Keeps the lists from being changed. */
    public Failed {
      exits = List.copyOf(exits);
      conditions = List.copyOf(conditions);
    }
  }

  /**
   * The end of one program of a worker.
   *
   * @param container the name of its container in the pod template
   * @param code its exit code; 128 + n after signal n
   */
  record ContainerExit(String container, int code) {}
}
