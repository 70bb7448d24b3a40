package io.gleaner.coordinator.conformance.cron;

import com.fasterxml.jackson.databind.JsonNode;
import io.gleaner.coordinator.conformance.cron.Guess.JobEnds;
import io.gleaner.coordinator.cron.CronJobSpec;
import io.gleaner.coordinator.cron.Schedule;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
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

  private static Set<Instant> zeros(Timeline timeline) {
    Set<Instant> zeros = new LinkedHashSet<>();
    for (int minute = 0; minute < MINUTES; minute++) {
      zeros.add(BASE.plus(minute, ChronoUnit.MINUTES));
    }
    for (CronJobSpec spec : specs(timeline)) {
      for (Timeline.Seen seen : timeline.seen()) {
        Long last = seen.state().lastScheduleTime();
        if (last != null) {
          add(zeros, spec, last);
        }
      }
    }
    return zeros;
  }

  private static void add(Set<Instant> zeros, CronJobSpec spec, long secondsAfterZero) {
    Optional<Schedule> schedule = Schedule.parse(spec.schedule(), zone(spec)).schedule();
    Instant time = BASE;
    for (int i = 0; i < TIMES && schedule.isPresent() && zeros.size() < MOST; i++) {
      Optional<Instant> next = schedule.get().next(time);
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

  private static ZoneId zone(CronJobSpec spec) {
    String zone = spec.timeZone();
    return zone != null && ZoneId.getAvailableZoneIds().contains(zone)
        ? ZoneId.of(zone)
        : ZoneOffset.UTC;
  }

  /** The spec, and what each patch of the schedule made of it. */
  private static List<CronJobSpec> specs(Timeline timeline) {
    CronJobSpec first = SpecReader.read(TimelineReader.NAME, "spec", timeline.spec()).spec();
    List<CronJobSpec> specs = new ArrayList<>(List.of(first));
    for (Timeline.Patched patched : timeline.patches()) {
      JsonNode schedule = patched.patch().get("schedule");
      if (schedule != null && schedule.isTextual()) {
        specs.add(first.withSchedule(schedule.textValue()));
      }
    }
    return specs;
  }
}
