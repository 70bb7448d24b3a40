package io.gleaner.coordinator.job;

import io.gleaner.coordinator.job.WorkerPhase.ContainerExit;
import io.gleaner.coordinator.job.WorkerPhase.Failed;
import io.gleaner.coordinator.job.spec.PodCondition;
import io.gleaner.coordinator.job.spec.PodFailurePolicy;
import io.gleaner.coordinator.job.spec.PodFailurePolicy.Action;
import io.gleaner.coordinator.job.spec.PodFailurePolicy.OnExitCodes;
import io.gleaner.coordinator.job.spec.PodFailurePolicy.Rule;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rule of a podFailurePolicy that a failed worker matches: the first.
 *
 * @param action what it leads to
 * @param message what matched, as a sentence
 */
record FailureMatch(Action action, String message) {
  boolean counts() {
    return action != Action.IGNORE;
  }

  static Optional<FailureMatch> of(@Nullable PodFailurePolicy policy, ObservedWorker worker) {
    // Somebody who does not know how a worker ended, or that it has, can match nothing.
    if (policy == null || !(worker.phase() instanceof Failed failed)) {
      return Optional.empty();
    }
    List<Rule> rules = policy.rules();
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      Optional<String> what = what(rule, worker.id(), failed);
      if (what.isPresent()) {
        String message = "%s matching %s rule at index %d";
        return Optional.of(
            new FailureMatch(
                rule.action(), message.formatted(what.get(), rule.action().text(), i)));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> what(Rule rule, String id, Failed failed) {
    OnExitCodes codes = rule.onExitCodes();
    if (codes == null) {
      return failed.conditions().stream()
          .filter(rule.onPodConditions()::contains)
          .map(PodCondition::type)
          .map(type -> "Worker %s has condition %s".formatted(id, type))
          .findFirst();
    }
    return failed.exits().stream()
        .filter(exit -> codes.matches(exit.container(), exit.code()))
        .map(exit -> sentence(id, exit))
        .findFirst();
  }

  private static String sentence(String id, ContainerExit exit) {
    return "Container %s of worker %s failed with exit code %d"
        .formatted(exit.container(), id, exit.code());
  }
}
