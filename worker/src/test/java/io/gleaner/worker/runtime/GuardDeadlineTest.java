package io.gleaner.worker.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuardDeadlineTest {
  private static final long LEASE = 60_000;

  private final List<Duration> told = new ArrayList<>();
  private final GuardDeadline deadline = new GuardDeadline(told::add);
  private final long now = Clock.millis();

  @Test
  void theFirstDeadlineIsToldFromNow() {
    deadline.earliest(now + LEASE, LEASE);
    assertThat(told).hasSize(1);
    assertThat(told.get(0)).isPositive().isLessThanOrEqualTo(Duration.ofMillis(LEASE));
  }

  @Test
  void aDeadlineThatIsHardlyLaterNeedNotBeTold() {
    deadline.earliest(now + LEASE, LEASE);
    deadline.earliest(now + LEASE, LEASE);
    deadline.earliest(now + LEASE + LEASE / 6, LEASE);
    assertThat(told).hasSize(1);
  }

  @Test
  void smallStepsAddUp() {
    deadline.earliest(now + LEASE, LEASE);
    for (int step = 1; step <= 12; step++) {
      deadline.earliest(now + LEASE + step * (LEASE / 10), LEASE);
    }
    assertThat(told).hasSize(7);
  }

  @Test
  void anEarlierDeadlineIsToldAlways() {
    deadline.earliest(now + LEASE, LEASE);
    deadline.earliest(now + LEASE - 1, LEASE);
    assertThat(told).hasSize(2);
  }

  @Test
  void aDeadlineThatHasPassedIsNow() {
    deadline.earliest(now - 1, LEASE);
    deadline.earliest(now - 2, LEASE);
    assertThat(told).isNotEmpty().allMatch(Duration.ZERO::equals);
  }
}
