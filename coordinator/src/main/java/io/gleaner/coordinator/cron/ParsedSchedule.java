package io.gleaner.coordinator.cron;

import java.util.Optional;

/** What comes of reading a schedule. */
public sealed interface ParsedSchedule {
  /** The schedule; empty if it was refused. */
  Optional<Schedule> schedule();

  /** It can be read. */
  record Accepted(Schedule accepted) implements ParsedSchedule {
    @Override
    public Optional<Schedule> schedule() {
      return Optional.of(accepted);
    }
  }

  /**
   * It cannot be read.
   *
   * @param reason why not, in the words of the API server
   */
  record Refused(String reason) implements ParsedSchedule {
    @Override
    public Optional<Schedule> schedule() {
      return Optional.empty();
    }
  }
}
