package io.gleaner.coordinator.cli;

import io.gleaner.coordinator.report.Counts;
import io.gleaner.coordinator.report.Progress;
import io.gleaner.coordinator.report.Terminal;
import io.gleaner.coordinator.runtime.Filler;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The progress of {@code gleaner fill} on standard error. */
final class FillProgress {
  private static final Duration EVERY = Duration.ofMillis(200);

  private final Progress progress;

  FillProgress(Surroundings around) {
    progress =
        new Progress(
            around.err(),
            Terminal.isStandardError(),
            Terminal.columns(around.env(), FillProgress::now),
            FillProgress::now);
  }

  /** Tells the person something beside the progress. */
  void say(String sentence) {
    progress.say("gleaner: " + sentence);
  }

  /** Shows how far the Job is. */
  void update(Counts counts) {
    progress.update(counts);
  }

  /** Takes the line away. */
  void end() {
    progress.end();
  }

  /** Shows how far a filler is while something goes on, and takes the line away at its end. */
  <T> T during(Filler filler, Supplier<T> work) {
    CountDownLatch over = new CountDownLatch(1);
    Thread showing = new Thread(() -> show(filler, over), "fill-progress");
    showing.setDaemon(true);
    showing.start();
    try {
      return work.get();
    } finally {
      over.countDown();
      join(showing);
      progress.end();
    }
  }

  private void show(Filler filler, CountDownLatch over) {
    try {
      while (!over.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        progress.filling(filler.filled());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void join(Thread showing) {
    try {
      showing.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static long now() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }
}
