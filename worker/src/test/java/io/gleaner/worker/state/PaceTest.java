package io.gleaner.worker.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/** How many items are taken ahead, from how long handlers take. */
class PaceTest {
  private static final long BATCH_MILLIS = 100;
  private static final int MOST = 512;
  private static final WorkerSettings SETTINGS =
      new WorkerSettings(
          "worker", "", 1, "", 1, 0, 0, WorkerSettings.UNLIMITED, 0, MOST, BATCH_MILLIS);

  private Pace pace = Pace.UNKNOWN;
  private long bytes = 64;
  private int changes;

  @Test
  void aWorkerThatHasRunNothingTakesNothingAhead() {
    assertThat(pace.ahead()).isZero();
  }

  @Test
  void coarseItemsAreNeverTakenAhead() {
    run(100, i -> 1_000_000);
    assertThat(changes).isZero();
  }

  @Test
  void shortItemsAreTakenAheadByStepsToTheMost() {
    run(10_000, i -> 20);
    assertThat(pace.ahead()).isEqualTo(MOST);
    assertThat(changes).isPositive();
  }

  @Test
  void whatIsTakenAheadFitsABatchOfWork() {
    for (long micros : new long[] {50, 300, 2_000, 7_000, 30_000}) {
      pace = Pace.UNKNOWN;
      run(2_000, i -> micros);
      assertThat(pace.ahead() * micros).isLessThanOrEqualTo(BATCH_MILLIS * 1_000);
    }
  }

  /** A megabyte each, as large as an item may be by default, and as much output. */
  @Test
  void whatIsTakenAheadFitsTheHeap() {
    for (long each : new long[] {100, 10_000, 100_000, 2 << 20, 100 << 20}) {
      pace = Pace.UNKNOWN;
      bytes = each;
      run(2_000, i -> 20);
      assertThat(pace.ahead() * each).isLessThanOrEqualTo(Pace.MOST_BYTES);
      assertThat(pace.ahead()).isLessThanOrEqualTo(MOST);
    }
  }

  @Test
  void itemsThatGrowLargeAreTakenAheadNoMore() {
    run(10_000, i -> 20);
    bytes = 8 << 20;
    run(2_000, i -> 20);
    assertThat(pace.ahead()).isZero();
  }

  /** A change costs a consumer: on a busy machine that would be the most of the work. */
  @Test
  void handlersThatWaitForAProcessorNowAndThenChangeNothing() {
    run(10_000, i -> 20);
    changes = 0;
    Random random = new Random(1);
    run(100_000, i -> random.nextInt(300) == 0 ? 10_000 + random.nextInt(30_000) : 20);
    assertThat(changes).isZero();
  }

  @Test
  void itemsThatGrowLongAreTakenAheadNoMore() {
    run(10_000, i -> 20);
    run(600, i -> 30_000);
    assertThat(pace.ahead()).isZero();
  }

  @Test
  void afterAStallItTakesNothingAheadUntilItemsAreSeenToBeShortAgain() {
    run(10_000, i -> 20);
    pace = pace.stalled(SETTINGS, 0);
    assertThat(pace.ahead()).isZero();
    run(10, i -> 20);
    assertThat(pace.ahead()).isZero();
    run(1_000, i -> 20);
    assertThat(pace.ahead()).isEqualTo(MOST);
  }

  @Test
  void aStepNeverWaitsSoLongThatTheSlotsRunOutOfWork() {
    assertThat(pace.lingerMillis(SETTINGS)).isZero();
    for (long micros : new long[] {1, 50, 300, 2_000, 7_000, 12_000}) {
      pace = Pace.UNKNOWN;
      run(2_000, i -> micros);
      long work = pace.ahead() * micros / 1_000;
      assertThat(pace.lingerMillis(SETTINGS)).isBetween(1L, Math.max(1, work / 8));
    }
  }

  private void run(int items, LongUnaryOperator micros) {
    for (int i = 0; i < items; i++) {
      int before = pace.ahead();
      pace = pace.ended(micros.applyAsLong(i), bytes, SETTINGS, 0);
      if (pace.ahead() != before) {
        changes++;
      }
    }
  }
}
