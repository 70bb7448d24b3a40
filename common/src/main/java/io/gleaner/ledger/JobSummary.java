package io.gleaner.ledger;

import java.util.List;

/**
 * A Job in figures.
 *
 * @param job its name
 * @param uid its identity
 * @param generation raised by every reopening
 * @param spec what was asked for
 * @param view phase and flags
 * @param openedAt on Redis' clock, milliseconds since the epoch
 * @param mark items confirmed by the broker
 * @param total −1 until sealed
 * @param done items done
 * @param failed dead letters
 * @param running items under a lease, also one that has run out unnoticed
 * @param retries attempts that failed or were lost
 * @param waitingResults results not collected yet
 * @param resultsFrom position of the first of them
 * @param waitingResultBytes their size
 * @param leader who leads now, empty for nobody
 * @param now Redis' clock at the reading
 * @param workers the registered workers
 */
public record JobSummary(
    String job,
    String uid,
    long generation,
    JobSpec spec,
    JobView view,
    long openedAt,
    long mark,
    long total,
    long done,
    long failed,
    long running,
    long retries,
    long waitingResults,
    long resultsFrom,
    long waitingResultBytes,
    String leader,
    long now,
    List<WorkerRecord> workers) {}
