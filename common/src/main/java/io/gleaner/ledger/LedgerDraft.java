package io.gleaner.ledger;

import static io.gleaner.ledger.LedgerRule.QUIESCENCE;
import static io.gleaner.ledger.LedgerRule.SETTLING_IS_NOT_QUIESCENT;
import static io.gleaner.ledger.LedgerRule.TOKENS_OUTGROW_A_ROLLBACK;

import io.gleaner.item.Bytes;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pcollections.PSortedMap;
import org.pcollections.PSortedSet;
import org.pcollections.PVector;

/**
 * A state being changed by one request: the rules write here, then {@link #state} is the next
 * state.
 */
final class LedgerDraft {
  final Set<LedgerRule> rules;
  final Server server;
  final long now;

  String uid;
  long generation;
  String runId;
  long epoch;
  JobSpec spec;
  long openedAt;
  long mark;
  String digest;
  long total;
  Phase phase;
  String reason;
  boolean suspended;
  long lastToken;
  long settlingUntil;
  LedgerState.Leader leader;
  PSortedSet<Long> done;
  PSortedMap<Long, DeadLetter> dead;
  PSortedMap<Long, Lease> leases;
  PSortedMap<Long, Backup> backups;
  PSortedMap<Long, History> histories;
  PSortedMap<Long, Bytes> republish;
  PSortedMap<String, WorkerRecord> workers;
  PSortedMap<Grant, String> grants;
  PVector<Result> results;
  long resultsFrom;
  long resultBytes;
  long retries;
  LedgerState.@Nullable Tombstone tombstone;

  LedgerDraft(LedgerState state, Server server, Set<LedgerRule> rules) {
    this.rules = rules;
    this.server = server;
    this.now = server.nowMillis();
    become(state);
  }

  /** Takes over another state whole. */
  void become(LedgerState state) {
    uid = state.uid();
    generation = state.generation();
    runId = state.runId();
    epoch = state.epoch();
    spec = state.spec();
    openedAt = state.openedAt();
    mark = state.mark();
    digest = state.digest();
    total = state.total();
    phase = state.phase();
    reason = state.reason();
    suspended = state.suspended();
    lastToken = state.lastToken();
    settlingUntil = state.settlingUntil();
    leader = state.leader();
    done = state.done();
    dead = state.dead();
    leases = state.leases();
    backups = state.backups();
    histories = state.histories();
    republish = state.republish();
    workers = state.workers();
    grants = state.grants();
    results = state.results();
    resultsFrom = state.resultsFrom();
    resultBytes = state.resultBytes();
    retries = state.retries();
    tombstone = state.tombstone();
  }

  LedgerState state() {
    return new LedgerState(
        uid,
        generation,
        runId,
        epoch,
        spec,
        openedAt,
        mark,
        digest,
        total,
        phase,
        reason,
        suspended,
        lastToken,
        settlingUntil,
        leader,
        done,
        dead,
        leases,
        backups,
        histories,
        republish,
        workers,
        grants,
        results,
        resultsFrom,
        resultBytes,
        retries,
        tombstone);
  }

  boolean has(LedgerRule rule) {
    return rules.contains(rule);
  }

  boolean settling() {
    return now < settlingUntil;
  }

  boolean terminal(long index) {
    return done.contains(index) || dead.containsKey(index);
  }

  History history(long index) {
    return histories.getOrDefault(index, History.NONE);
  }

  /** The lease of the item's backup attempt, null where none runs. */
  @Nullable Lease backup(long index) {
    return backups.get(index) instanceof Backup.Running running ? running.lease() : null;
  }

  /** Ends the item's lease, and what there is of a backup with it. */
  void unlease(long index) {
    leases = leases.minus(index);
    backups = backups.minus(index);
  }

  long newToken() {
    long next = lastToken + 1;
    lastToken = has(TOKENS_OUTGROW_A_ROLLBACK) ? Math.max(next, server.nowMicros()) : next;
    return lastToken;
  }

  /** A registration expires one lease time after it was last heard of. */
  boolean live(String worker) {
    WorkerRecord record = workers.get(worker);
    return record != null && now < record.seenAt() + spec.leaseMillis();
  }

  boolean quiescent() {
    if (!phase.terminal()) {
      return false;
    }
    if (settling() && has(SETTLING_IS_NOT_QUIESCENT)) {
      return false;
    }
    return !has(QUIESCENCE) || grants.values().stream().noneMatch(this::live);
  }

  JobView view() {
    return new JobView(phase, reason, quiescent(), suspended, epoch);
  }
}
