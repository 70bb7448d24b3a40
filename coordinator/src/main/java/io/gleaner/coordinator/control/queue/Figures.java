package io.gleaner.coordinator.control.queue;

import io.gleaner.ledger.JobSummary;
import io.gleaner.ledger.Phase;

/**
 * A Job's items in figures, as the ledger has them.
 *
 * @param phase where the Job stands
 * @param reason why it failed; else empty
 * @param suspended whether nothing is granted
 * @param filled items that the broker has confirmed
 * @param total −1 until the Job is sealed
 * @param done items done
 * @param failed dead letters
 * @param results the file where the results are collected
 */
public record Figures(
    Phase phase,
    String reason,
    boolean suspended,
    long filled,
    long total,
    long done,
    long failed,
    String results) {
  static Figures of(JobSummary job, String results) {
    return new Figures(
        job.view().phase(),
        job.view().reason(),
        job.view().suspended(),
        job.mark(),
        job.total(),
        job.done(),
        job.failed(),
        results);
  }
}
