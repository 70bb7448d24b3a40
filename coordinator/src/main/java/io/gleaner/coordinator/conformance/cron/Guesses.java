package io.gleaner.coordinator.conformance.cron;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gleaner.coordinator.conformance.cron.Guess.JobEnds;
import io.gleaner.coordinator.cron.CronJobSpec;
import io.gleaner.coordinator.cron.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that may have been when a timeline was recorded, the likeliest first. T0 is one of the
 * minutes of two hours, or one that makes a recorded schedule time one of the schedule's: which
 * minute it was matters to schedules such as {@code *}{@code /2 * * * *}.
 */
final class Guesses {
  private static final Instant BASE = Instant.parse("2026-07-15T09:00:00Z");
  private static final int MINUTES = 120;
  private static final int TIMES = 100;
  private static final int MOST = 600;
  private static final int MILLIS = 1000;

  /** Of one recording: @every may be due each second. */
  private static final int MOST_TIMES = 1000;

  private Guesses() {}

  static List<Guess> of(Timeline timeline) {
    List<Guess> guesses = new ArrayList<>();
    long second = Math.floorDiv(timeline.createdAt(), MILLIS);
    // Only @every counts from the creation to the second.
    List<Long> seconds =
        specs(timeline).stream().anyMatch(spec -> spec.schedule().startsWith("@every"))
            ? List.of(second, second + 1, second - 1)
            : List.of(second);
    for (Instant zero : zeros(timeline)) {
      for (long creation : seconds) {
        for (JobEnds ends : JobEnds.values()) {
          guesses.add(new Guess(zero, creation, ends));
        }
      }
    }
    return guesses;
  }

  /** One for each course that the schedules can take in the time of the recording. */
  private static List<Instant> zeros(Timeline timeline) {
    Set<Instant> zeros = new LinkedHashSet<>();
    for (int minute = 0; minute < MINUTES; minute++) {
      zeros.add(BASE.plus(minute, ChronoUnit.MINUTES));
    }
    List<Schedule> schedules =
        specs(timeline).stream()
            .flatMap(spec -> Schedule.of(spec, ZoneOffset.UTC).schedule().stream())
            .toList();
    for (Schedule schedule : schedules) {
      for (Timeline.Seen seen : timeline.seen()) {
        Long last = seen.state().lastScheduleTime();
        if (last != null) {
          add(zeros, schedule, last);
        }
      }
    }
    Set<List<Duration>> courses = new HashSet<>();
    return zeros.stream().filter(zero -> courses.add(course(timeline, schedules, zero))).toList();
  }

  /** When the schedules are due during the recording, seen from T0. */
  private static List<Duration> course(Timeline timeline, List<Schedule> schedules, Instant zero) {
    List<Duration> course = new ArrayList<>();
    for (Schedule schedule : schedules) {
      Instant time = zero.plusSeconds(Math.floorDiv(timeline.createdAt(), MILLIS));
      while (course.size() < MOST_TIMES) {
        time = schedule.next(time).orElse(Instant.MAX);
        if (time.isAfter(zero.plusMillis(timeline.end()))) {
          break;
        }
        course.add(Duration.between(zero, time));
      }
      // Where one schedule's times end and the next one's begin.
      course.add(Duration.ZERO);
    }
    return course;
  }

  private static void add(Set<Instant> zeros, Schedule schedule, long secondsAfterZero) {
    Instant time = BASE;
    for (int i = 0; i < TIMES && zeros.size() < MOST; i++) {
      Optional<Instant> next = schedule.next(time);
      if (next.isEmpty()) {
        return;
      }
      time = next.get();
      Instant zero = time.minusSeconds(secondsAfterZero);
      if (zero.equals(zero.truncatedTo(ChronoUnit.MINUTES))) {
        zeros.add(zero);
      }
    }
  }

  /** The spec, and what each patch made of it. */
  private static List<CronJobSpec> specs(Timeline timeline) {
    ObjectNode spec = timeline.spec().deepCopy();
    List<CronJobSpec> specs = new ArrayList<>(List.of(read(spec)));
    for (Timeline.Patched patched : timeline.patches()) {
      SpecReader.patch(spec, patched.patch());
      specs.add(read(spec));
    }
    return specs;
  }

  private static CronJobSpec read(ObjectNode spec) {
    return SpecReader.read(TimelineReader.NAME, "spec", spec).spec();
  }
}
