package io.gleaner.coordinator.control;

import io.gleaner.coordinator.job.Place;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A worker of a Job: what Kubernetes' pod is to it. Its record is kept before its process is
 * started, so that a coordinator that dies in between neither forgets nor doubles it.
 *
 * @param name as Kubernetes names pods: {@code pi-x7k2p}, {@code pi-3-x7k2p} in an Indexed Job
 * @param uid its identity
 * @param owner its Job; of an uid that is empty if it belongs to nobody any more
 * @param ordinal how many were started in its Job before it, for the order of starts
 * @param place what it was started for
 * @param createdAt when that was decided
 * @param stopAskedAt when it was asked to stop; null if it was not
 * @param node the host that it runs on
 * @param logFile where its output goes
 * @param phase how far it is
 * @param restarts how often its program was started again in place
 * @param run the last start of its program, as far as it is known; null before the first
 */
public record WorkerRecord(
    String name,
    String uid,
    Owner owner,
    long ordinal,
    Place place,
    Instant createdAt,
    @Nullable Instant stopAskedAt,
    String node,
    String logFile,
    Phase phase,
    int restarts,
    @Nullable Run run) {
  /** How far a worker is. */
  public enum Phase {
    /** Its program is about to be started. */
    PENDING("Pending"),
    /** Its program runs. */
    RUNNING("Running"),
    /** Its program has failed and waits for its restart in place. */
    BACKING_OFF("CrashLoopBackOff"),
    /** It has ended well. */
    SUCCEEDED("Completed"),
    /** It has ended otherwise. */
    FAILED("Error");

    private final String text;

    Phase(String text) {
      this.text = text;
    }

    /** The word of kubectl's column STATUS. */
    public String text() {
      return text;
    }

    /** Whether nothing comes after it. */
    public boolean isEnd() {
      return this == SUCCEEDED || this == FAILED;
    }
  }

  /**
   * One start of a worker's program.
   *
   * @param pid its process, or that which watches over it
   * @param startToken what tells this process from a later one with its pid
   * @param startedAt when it began
   * @param finishedAt when it ended; null if it runs
   * @param exitCode what it ended with, 128 + n after signal n; null if it runs, or nobody knows
   */
  public record Run(
      long pid,
      String startToken,
      Instant startedAt,
      @Nullable Instant finishedAt,
      @Nullable Integer exitCode) {
    /** The same, ended. */
    public Run ended(Instant at, @Nullable Integer code) {
      return new Run(pid, startToken, startedAt, at, code);
    }
  }

  /** The same, asked to stop; if it was asked before, that stays so. */
  public WorkerRecord stopping(Instant at) {
    Instant asked = stopAskedAt == null ? at : stopAskedAt;
    return new WorkerRecord(
        name, uid, owner, ordinal, place, createdAt, asked, node, logFile, phase, restarts, run);
  }

  /** The same, belonging to another Job, or to none. */
  public WorkerRecord ownedBy(Owner other) {
    return new WorkerRecord(
        name,
        uid,
        other,
        ordinal,
        place,
        createdAt,
        stopAskedAt,
        node,
        logFile,
        phase,
        restarts,
        run);
  }

  /** The same, further on in its life. */
  public WorkerRecord in(Phase now, int restarted, @Nullable Run lastRun) {
    return new WorkerRecord(
        name,
        uid,
        owner,
        ordinal,
        place,
        createdAt,
        stopAskedAt,
        node,
        logFile,
        now,
        restarted,
        lastRun);
  }
}
