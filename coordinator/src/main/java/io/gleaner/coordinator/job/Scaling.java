package io.gleaner.coordinator.job;

import io.gleaner.coordinator.job.ObservedWorker.Running;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How many workers run: which are stopped, how many are started, and when. */
final class Scaling {
  private Scaling() {}

  /**
   * Starts or stops what is missing or too many; {@code running} are the active workers.
   *
   * @return how long back-off delays the starts that are wanted; empty if none is delayed
   */
  static Optional<Duration> scale(
      StatusDraft draft, JobSpec spec, List<Running> running, List<JobAction> actions) {
    int wanted = wanted(draft, spec, running.size());
    if (running.size() > wanted) {
      List<Running> surplus = newestFirst(running).subList(0, running.size() - wanted);
      surplus.forEach(worker -> draft.dismissed.add(worker.id()));
      stop(draft, surplus, actions);
      return Optional.empty();
    }
    // One that is stopping still has its place, as podReplacementPolicy Failed has it, which a
    // podFailurePolicy demands.
    int missing = wanted - running.size() - draft.terminating;
    if (missing <= 0) {
      return Optional.empty();
    }
    Duration delay = draft.backoff.remaining(spec, draft.now);
    if (!delay.isZero()) {
      return Optional.of(delay);
    }
    actions.add(new JobAction.Start(missing));
    draft.active += missing;
    return Optional.empty();
  }

  /**
   * Stops workers; unless they are dismissed, as those of a failing Job are not, their ends count.
   */
  static void stop(StatusDraft draft, List<Running> workers, List<JobAction> actions) {
    workers.forEach(worker -> actions.add(new JobAction.Stop(worker.id())));
    draft.active -= workers.size();
    draft.terminating += workers.size();
  }

  private static int wanted(StatusDraft draft, JobSpec spec, int running) {
    if (spec.suspend()) {
      return 0;
    }
    // After the first success the others find out by themselves that all is done: whoever runs may
    // run on, whatever parallelism says, and nobody is started.
    return draft.succeeded > 0 ? running : spec.parallelism();
  }

  private static List<Running> newestFirst(List<Running> running) {
    return running.stream().sorted(Comparator.comparing(Running::startedAt).reversed()).toList();
  }
}
