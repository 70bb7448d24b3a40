package io.gleaner.coordinator.cron;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The next time of a schedule is the first minute whose wall time matches: found by looking at each
 * minute, in zones whose changes robfig/cron has no quirks with. Random schedules; the seed is in
 * what a failure says.
 */
class CronScheduleProperties {
  private static final int ROUNDS = 120;
  private static final long DAYS = 70;
  private static final long MINUTES = DAYS * 24 * 60;

  @ParameterizedTest
  @ValueSource(
      strings = {"UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Asia/Kathmandu"})
  void theNextTimeIsTheFirstMinuteThatMatches(String zone) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      Fields fields = Fields.random(random);
      // From January on: the changes of March, or of October, are near for every second one.
      Instant from =
          Instant.parse(random.nextBoolean() ? "2026-02-01T00:00:00Z" : "2026-09-15T00:00:00Z")
              .plusSeconds(random.nextInt(40 * 24 * 3600));
      Instant limit = from.plusSeconds(MINUTES * 60);
      Optional<Instant> next =
          CronScheduleTest.parsed(fields.text(), zone)
              .next(from)
              .filter(found -> !found.isAfter(limit));
      assertThat(next)
          .as("seed %d, %s after %s", seed, fields.text(), from)
          .isEqualTo(walk(fields, from, limit, ZoneId.of(zone)));
    }
  }

  private static Optional<Instant> walk(Fields fields, Instant from, Instant limit, ZoneId zone) {
    long minute = Math.floorDiv(from.getEpochSecond(), 60) + 1;
    for (; minute * 60 <= limit.getEpochSecond(); minute++) {
      Instant time = Instant.ofEpochSecond(minute * 60);
      if (fields.match(time.atZone(zone))) {
        return Optional.of(time);
      }
    }
    return Optional.empty();
  }

  /** The five fields. */
  record Fields(List<Field> fields) {
    static Fields random(Random random) {
      return new Fields(
          List.of(
              Field.random(random, 0, 59, 2),
              Field.random(random, 0, 23, 2),
              Field.random(random, 1, 31, 2),
              Field.random(random, 1, 12, 4),
              Field.random(random, 0, 6, 2)));
    }

    String text() {
      return fields.stream().map(Field::text).collect(Collectors.joining(" "));
    }

    boolean match(ZonedDateTime wall) {
      boolean month = fields.get(2).values().contains(wall.getDayOfMonth());
      boolean week = fields.get(4).values().contains(wall.getDayOfWeek().getValue() % 7);
      boolean either = !fields.get(2).star() && !fields.get(4).star();
      return fields.get(0).values().contains(wall.getMinute())
          && fields.get(1).values().contains(wall.getHour())
          && fields.get(3).values().contains(wall.getMonthValue())
          && (either ? month || week : month && week);
    }
  }

  record Field(String text, boolean star, Set<Integer> values) {
    static Field random(Random random, int low, int high, int stars) {
      if (random.nextInt(stars + 1) != 0) {
        return of("*", true, low, high, 1);
      }
      int a = low + random.nextInt(high - low + 1);
      int b = a + random.nextInt(high - a + 1);
      int step = 1 + random.nextInt(6);
      return switch (random.nextInt(5)) {
        case 0 -> of("*/" + step, step == 1, low, high, step);
        case 1 -> of(a + "/" + step, false, a, high, step);
        case 2 -> of(a + "-" + b + "/" + step, false, a, b, step);
        case 3 -> of(a + "-" + b, false, a, b, 1);
        default -> {
          Set<Integer> values = new TreeSet<>(Arrays.asList(a, b));
          yield new Field(a + "," + b, false, values);
        }
      };
    }

    private static Field of(String text, boolean star, int low, int high, int step) {
      Set<Integer> values = new TreeSet<>();
      for (int value = low; value <= high; value += step) {
        values.add(value);
      }
      return new Field(text, star, values);
    }
  }
}
