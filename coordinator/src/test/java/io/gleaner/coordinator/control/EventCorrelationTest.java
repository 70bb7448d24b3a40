package io.gleaner.coordinator.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class EventCorrelationTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  private List<Event> kept = List.of();
  private Instant now = START;

  @Test
  void whatIsToldAgainIsCounted() {
    tell("Suspended", "Job suspended");
    tell("Resumed", "Job resumed");
    now = now.plusSeconds(5);
    tell("Suspended", "Job suspended");

    assertThat(kept).extracting(Event::reason).containsExactly("Resumed", "Suspended");
    assertThat(kept.get(1).count()).isEqualTo(2);
    assertThat(kept.get(1).first()).isEqualTo(START);
    assertThat(kept.get(1).last()).isEqualTo(now);
  }

  @Test
  void fromTheTenthSentenceOnSimilarEventsAreOne() {
    for (int i = 1; i <= 30; i++) {
      tell("SuccessfulCreate", "Created pod: pi-" + i);
    }

    assertThat(kept).hasSize(EventCorrelation.MOST_SIMILAR);
    assertThat(kept).extracting(Event::message).contains("Created pod: pi-9");
    Event combined = kept.get(kept.size() - 1);
    assertThat(combined.message()).isEqualTo("(combined from similar events): Created pod: pi-30");
    assertThat(combined.count()).isEqualTo(21);

    tell("Completed", "Job completed");
    assertThat(kept.get(kept.size() - 1).message()).as("another reason").isEqualTo("Job completed");
  }

  @Test
  void afterAPauseASeriesBeginsAnew() {
    for (int i = 1; i <= 12; i++) {
      tell("SuccessfulCreate", "Created pod: a-" + i);
    }
    now = now.plus(EventCorrelation.SERIES).plusSeconds(1);
    tell("SuccessfulCreate", "Created pod: b-1");

    assertThat(kept).extracting(Event::message).endsWith("Created pod: b-1");
  }

  @Test
  void aSlowSeriesIsStillOne() {
    for (int i = 1; i <= 40; i++) {
      now = now.plus(Duration.ofMinutes(9));
      tell("SuccessfulCreate", "Created job " + i);
    }

    assertThat(kept).hasSize(EventCorrelation.MOST_SIMILAR);
  }

  @Test
  void noMoreIsKeptThanTheLimitAndTheOldestGoFirst() {
    for (int i = 0; i < 3 * EventCorrelation.MOST; i++) {
      now = now.plusSeconds(1);
      tell("Reason" + i, "sentence");
    }

    assertThat(kept).hasSize(EventCorrelation.MOST);
    assertThat(kept.get(0).reason()).isEqualTo("Reason" + 2 * EventCorrelation.MOST);
  }

  private void tell(String reason, String sentence) {
    kept =
        EventCorrelation.add(
            kept, Event.of(Event.Type.NORMAL, "job-controller", reason, sentence, now));
  }
}
