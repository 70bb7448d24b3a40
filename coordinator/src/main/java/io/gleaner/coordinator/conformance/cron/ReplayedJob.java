package io.gleaner.coordinator.conformance.cron;

import io.gleaner.coordinator.cron.ObservedJob;
import io.gleaner.coordinator.cron.ObservedJob.State;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A Job in the replay. */
final class ReplayedJob {
  /** How long the Job controller takes at most to see the end of a pod, as recorded. */
  private static final long SLOWEST = 5000;

  /** How long it usually takes. */
  private static final long USUAL = 1000;

  final String name;
  final long minute;
  private final long createdAt;
  private final long endsAt;
  private final JobCourse course;
  private boolean ended;

  ReplayedJob(String name, long minute, long createdAt, Timeline timeline, Guess guess) {
    this.name = name;
    this.minute = minute;
    this.createdAt = createdAt;
    course = timeline.course();
    long earliest = createdAt + course.shortest();
    long latest = earliest + SLOWEST * Math.max(1, course.rounds());
    long seen = Math.min(latest, Math.max(earliest, seenEnded(timeline, earliest, latest)));
    endsAt =
        switch (guess.jobEnds()) {
          case SOON -> Math.min(seen, earliest + USUAL);
          case WHEN_SEEN -> seen;
        };
  }

  /** When the recording first shows it ended, or gone at a time when it may have ended. */
  private long seenEnded(Timeline timeline, long earliest, long otherwise) {
    boolean seen = false;
    for (Timeline.Seen entry : timeline.seen()) {
      String state = entry.state().jobs().get(minute);
      if (state != null && !state.equals(SeenState.RUNNING)) {
        return entry.at();
      }
      if (state == null && seen && entry.at() >= earliest) {
        return entry.at();
      }
      seen |= state != null;
    }
    return otherwise;
  }

  /** When the next thing happens to it by itself; null if nothing will. */
  @Nullable Long nextChange() {
    if (!ended) {
      return course.suspended() ? null : endsAt;
    }
    return course.ttl().map(ttl -> endsAt + ttl).orElse(null);
  }

  boolean hasEnded() {
    return ended;
  }

  void end() {
    ended = true;
  }

  String seenState() {
    if (!ended) {
      return SeenState.RUNNING;
    }
    return course.succeeds() ? SeenState.COMPLETE : SeenState.FAILED;
  }

  ObservedJob observed(Instant zero) {
    Instant start = zero.plusMillis(createdAt);
    if (!ended) {
      return new ObservedJob(name, true, State.UNFINISHED, start, null);
    }
    return course.succeeds()
        ? new ObservedJob(name, true, State.COMPLETE, start, zero.plusMillis(endsAt))
        : new ObservedJob(name, true, State.FAILED, start, null);
  }
}
