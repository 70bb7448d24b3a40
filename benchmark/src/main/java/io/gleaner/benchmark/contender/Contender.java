package io.gleaner.benchmark.contender;

import io.gleaner.benchmark.measure.Goal;
import io.gleaner.benchmark.measure.Sample;
import java.util.List;
import java.util.Optional;

/** One program in one race. A new peer is a class of this and a line in {@link Contenders}. */
public interface Contender {
  /** Its name in the report, with its settings. */
  String name();

  /** What is wanted of it, or of Gleaner beside it; nothing if there is only something to see. */
  default List<Goal> goals() {
    return List.of();
  }

  /** Why it cannot take part; nothing if it can. */
  Optional<String> missing();

  /** One repetition, cleaned up behind. */
  Sample run() throws Exception;
}
