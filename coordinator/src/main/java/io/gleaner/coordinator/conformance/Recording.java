package io.gleaner.coordinator.conformance;

import java.util.Optional;

/** What a real controller was recorded to do, in one scenario. */
public interface Recording {
  /** The scenario's name: that of its file, without the ending. */
  String name();

  /**
   * Replays the scenario with this program's rules and a clock of its own.
   *
   * @return empty if everything is as recorded; else a sentence that says where it first is not, or
   *     what in the recording cannot be understood
   */
  Optional<String> firstDifference();
}
