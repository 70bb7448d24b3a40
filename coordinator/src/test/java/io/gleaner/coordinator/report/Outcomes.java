package io.gleaner.coordinator.report;

import io.gleaner.item.Bytes;
import org.jspecify.annotations.NullMarked;

/** Outcomes for tests. */
@NullMarked
final class Outcomes {
  private Outcomes() {}

  static Outcome done(long index, String output) {
    return done(index, Bytes.utf8("item " + index), Bytes.utf8(output));
  }

  static Outcome done(long index, Bytes item, Bytes output) {
    return new Outcome(index, item, 1, "w1", true, 0, 1_795_303_437_742L, 12, output, null);
  }

  static Outcome failed(long index, int exitCode, String output) {
    return new Outcome(
        index,
        Bytes.utf8("item " + index),
        3,
        "w2",
        false,
        exitCode,
        1_795_303_437_742L,
        1_500,
        Bytes.utf8(output),
        "exited with " + exitCode);
  }
}
