package io.gleaner.benchmark.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.benchmark.measure.Column;
import io.gleaner.benchmark.measure.CpuTime;
import io.gleaner.benchmark.measure.Sample;
import io.gleaner.benchmark.process.Running;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A drain as it is seen, look by look. */
class ProgressTest {
  private static final long ITEMS = 100;

  @TempDir Path folder;

  @Test
  void looksAtWhichNobodyCouldTellAreLeftOut() throws Exception {
    try (Running worker = program("sleep", "1000")) {
      Queue<Long> looks = new ArrayDeque<>(List.of(100L, -1L, 60L, -1L, 40L, 20L, -1L, 0L));
      Sample sample = progress().draining(looks::remove, ITEMS, List.of(worker));
      // From 40 left to none: three looks later.
      assertThat(sample.figures().get(Column.RATE)).isBetween(0.1, 40 / (3 * 0.02));
      assertThat(looks).isEmpty();
    }
  }

  @Test
  void afterTheEndOfAllProgramsTheQueueIsAtRest() throws Exception {
    try (Running worker = program("true")) {
      worker.await();
      assertThatThrownBy(() -> progress().draining(atRest(3), ITEMS, List.of(worker)))
          .hasMessageContaining("ended with 97 of 100 items");
      assertThatThrownBy(() -> progress().draining(atRest(0), ITEMS, List.of(worker)))
          .hasMessageContaining("too fast to be measured");
    }
  }

  /** Nobody can tell, until all has ended. */
  private static Depth atRest(long left) {
    return new Depth() {
      @Override
      public long ready() {
        return -1;
      }

      @Override
      public long readyAtRest() {
        return left;
      }
    };
  }

  private static Progress progress() {
    return new Progress(clients -> new CpuTime(0, 0, 0));
  }

  private Running program(String... words) {
    return Running.start(List.of(words), Map.of(), Path.of("/dev/null"), folder, "log");
  }
}
