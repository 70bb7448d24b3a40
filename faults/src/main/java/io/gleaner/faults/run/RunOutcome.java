package io.gleaner.faults.run;

import io.gleaner.faults.check.Takeover;
import io.gleaner.faults.check.Violation;
import io.gleaner.faults.process.ProcFs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What has come of one run.
 *
 * @param run which one of the soak, from 0
 * @param items how many items the Job had
 * @param attempts how many handlers were started
 * @param millis how long it took
 * @param load the machine's load average over the last minute when it was over
 * @param faults how often each kind of fault was injected
 * @param exits how often processes ended with each exit code
 * @param takeovers how long items waited for their next attempt
 * @param violations what must not be
 * @param folder the evidence; kept if there are violations
 */
public record RunOutcome(
    int run,
    int items,
    int attempts,
    long millis,
    double load,
    Map<String, Integer> faults,
    Map<String, Integer> exits,
    List<Takeover> takeovers,
    List<Violation> violations,
    Path folder) {
  private static final String HARNESS = "The harness itself";

  /** A run that could not be judged, because the harness itself failed. */
  public static RunOutcome failed(int run, RuntimeException error, Path folder) {
    return new RunOutcome(
        run,
        0,
        0,
        0,
        ProcFs.load(),
        Map.of(),
        Map.of(),
        List.of(),
        List.of(new Violation(HARNESS, String.valueOf(error))),
        folder);
  }

  /** Whether the run could be judged. */
  public boolean judged() {
    return violations.stream().noneMatch(violation -> violation.invariant().equals(HARNESS));
  }
}
