package io.gleaner.queue.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RefusalsTest {
  private final Refusals refusals = new Refusals();

  @Test
  void whatHasNeverWorkedIsRefusedAtOnce() {
    assertThat(refusals.counts()).isTrue();
  }

  @Test
  void whatHasWorkedMustBeRefusedSeveralTimesInARow() {
    refusals.worked();
    for (int i = 1; i < Refusals.IN_A_ROW; i++) {
      assertThat(refusals.counts()).isFalse();
    }
    assertThat(refusals.counts()).isTrue();
  }

  @Test
  void aSuccessInBetweenBeginsTheRowAnew() {
    refusals.worked();
    for (int i = 1; i < Refusals.IN_A_ROW; i++) {
      assertThat(refusals.counts()).isFalse();
    }
    refusals.worked();
    assertThat(refusals.counts()).isFalse();
  }
}
