package io.gleaner.faults.cli;

import io.gleaner.faults.check.Violation;
import io.gleaner.faults.run.RunOutcome;
import java.util.Locale;

/** What a person sees of a run. */
final class RunLine {
  private RunLine() {}

  static String of(RunOutcome outcome) {
    int faults = outcome.faults().values().stream().mapToInt(Integer::intValue).sum();
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "run %d: %d items, %d attempts, %d faults, %.1f s, exits %s, violations: %d",
                outcome.run(),
                outcome.items(),
                outcome.attempts(),
                faults,
                outcome.millis() / 1000.0,
                outcome.exits(),
                outcome.violations().size()));
    for (Violation violation : outcome.violations()) {
      text.append("\n  ").append(violation.invariant()).append(": ").append(violation.sentence());
    }
    if (!outcome.violations().isEmpty()) {
      text.append("\n  evidence: ").append(outcome.folder());
    }
    return text.toString();
  }
}
