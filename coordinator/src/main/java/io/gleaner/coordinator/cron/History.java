package io.gleaner.coordinator.cron;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;

import io.gleaner.coordinator.cron.ObservedJob.State;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The history limits: of the Jobs that ended, the oldest are deleted. */
final class History {
  /** By start, those that never started last; by name where that says nothing. */
  private static final Comparator<ObservedJob> OLDEST_FIRST =
      comparing(ObservedJob::startTime, nullsLast(naturalOrder())).thenComparing(ObservedJob::name);

  private History() {}

  static void trim(CronJobDraft draft, CronJobSpec spec, List<ObservedJob> jobs) {
    trim(draft, jobs, State.COMPLETE, spec.successfulJobsHistoryLimit());
    trim(draft, jobs, State.FAILED, spec.failedJobsHistoryLimit());
  }

  private static void trim(
      CronJobDraft draft, List<ObservedJob> jobs, State ended, @Nullable Integer limit) {
    if (limit == null) {
      return;
    }
    List<ObservedJob> kept =
        jobs.stream().filter(job -> job.state() == ended).sorted(OLDEST_FIRST).toList();
    kept.subList(0, Math.max(0, kept.size() - limit)).forEach(job -> draft.delete(job.name()));
  }
}
