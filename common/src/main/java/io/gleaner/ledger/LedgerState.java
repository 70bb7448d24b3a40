package io.gleaner.ledger;

import io.gleaner.item.Bytes;
import org.jspecify.annotations.Nullable;
import org.pcollections.PSortedMap;
import org.pcollections.PSortedSet;
import org.pcollections.PVector;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;
import org.pcollections.TreePVector;

/**
 * All that the ledger knows of one Job: what {@link LedgerRules} decides from, and what the Redis
 * scripts keep in the keys of the Job's hash tag.
 *
 * @param uid the Job's identity, new at every opening; empty when there is no Job
 * @param generation raised when an ended Job is reopened
 * @param runId the Redis process the ledger was last used in
 * @param epoch raised by every recovery from a restart, and by every reopening
 * @param spec what was asked for
 * @param openedAt when, on Redis' clock in milliseconds; a reopening counts anew
 * @param mark every item below it is confirmed by the broker
 * @param digest of the items below the mark
 * @param total how many items there are, −1 until sealed
 * @param phase where the Job stands
 * @param reason why it failed
 * @param suspended nothing is granted
 * @param lastToken the last fencing token given
 * @param settlingUntil until then nothing is granted or quiescent, since holders of lost leases may
 *     be at work
 * @param leader who may fill and coordinate
 * @param done indexes of the items that are done
 * @param dead the dead letters
 * @param leases of the items in flight
 * @param backups of backup attempts, each beside a lease
 * @param histories of the items that were started in vain
 * @param republish former dead letters on their way back to the queue
 * @param workers the registered workers
 * @param grants every grant that its worker has not given back, superseded ones included
 * @param results waiting to be collected
 * @param resultsFrom how many results were collected and deleted before them
 * @param resultBytes the size of those that wait
 * @param retries how many attempts failed or were lost and were followed, or may yet be followed,
 *     by another
 * @param tombstone the verdict of a deleted Job and its uid
 */
public record LedgerState(
    String uid,
    long generation,
    String runId,
    long epoch,
    JobSpec spec,
    long openedAt,
    long mark,
    String digest,
    long total,
    Phase phase,
    String reason,
    boolean suspended,
    long lastToken,
    long settlingUntil,
    Leader leader,
    PSortedSet<Long> done,
    PSortedMap<Long, DeadLetter> dead,
    PSortedMap<Long, Lease> leases,
    PSortedMap<Long, Backup> backups,
    PSortedMap<Long, History> histories,
    PSortedMap<Long, Bytes> republish,
    PSortedMap<String, WorkerRecord> workers,
    PSortedMap<Grant, String> grants,
    PVector<Result> results,
    long resultsFrom,
    long resultBytes,
    long retries,
    @Nullable Tombstone tombstone) {

  /** No Job and no trace of one. */
  public static final LedgerState NOTHING =
      new LedgerState(
          "",
          0,
          "",
          0,
          JobSpec.of(""),
          0,
          0,
          "",
          -1,
          Phase.ACTIVE,
          "",
          false,
          0,
          0,
          Leader.NOBODY,
          TreePSet.empty(),
          TreePMap.empty(),
          TreePMap.empty(),
          TreePMap.empty(),
          TreePMap.empty(),
          TreePMap.empty(),
          TreePMap.empty(),
          TreePMap.empty(),
          TreePVector.empty(),
          0,
          0,
          0,
          null);

  /** Whether there is a Job. */
  public boolean present() {
    return !uid.isEmpty();
  }

  /** Whether an item is done or a dead letter. */
  public boolean terminal(long index) {
    return done.contains(index) || dead.containsKey(index);
  }

  /**
   * Who may fill and coordinate.
   *
   * @param holder its name
   * @param token what its requests carry, 0 for nobody
   * @param until when its lead ends unless renewed, on Redis' clock in milliseconds
   */
  public record Leader(String holder, long token, long until) {
    /** Nobody leads. */
    public static final Leader NOBODY = new Leader("", 0, 0);
  }

  /**
   * What stays of a deleted Job.
   *
   * @param uid whose it is
   * @param verdict how it had ended
   */
  public record Tombstone(String uid, JobView verdict) {}
}
