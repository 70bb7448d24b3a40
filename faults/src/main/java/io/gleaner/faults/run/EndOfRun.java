package io.gleaner.faults.run;

import io.gleaner.faults.process.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Waits for the end of a Job once its last fault is over. The bound is for a machine that has time
 * for it; on a busy one a Job whose results still come in is not stuck, so it has longer.
 *
 * @param folder where the results are
 * @param boundMillis how long it may take
 */
record EndOfRun(RunFolder folder, long boundMillis) {
  /** A Job that goes on for so many times the bound goes round in circles. */
  private static final int MOST = 4;

  /** Whether the condition came true before the Job counted as stuck. */
  boolean await(BooleanSupplier ended) {
    long begun = System.nanoTime();
    long shown = -1;
    while (!ended.getAsBoolean()) {
      boolean overdue = System.nanoTime() - begun > MOST * boundMillis * 1_000_000;
      long now = shownBytes();
      if (overdue || now == shown) {
        return false;
      }
      shown = now;
      if (Waiting.until(Duration.ofMillis(boundMillis), ended)) {
        return true;
      }
    }
    return true;
  }

  private long shownBytes() {
    try {
      return Files.exists(folder.results()) ? Files.size(folder.results()) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look at " + folder.results(), e);
    }
  }
}
