package io.gleaner.worker.state;

import io.gleaner.item.WorkItem;
import io.gleaner.ledger.Grant;
import io.gleaner.ledger.Outcome;
import io.gleaner.queue.DeliveryId;
import org.jspecify.annotations.Nullable;
import org.pcollections.PSortedSet;
import org.pcollections.TreePSet;

/**
 * An item that a worker has in hand.
 *
 * @param item the item
 * @param deliveries the unacknowledged deliveries that brought it; none when they were lost while
 *     it ran, several when the queue holds copies
 * @param step where it stands
 * @param bodyWanted the next claim must carry the body
 * @param alone it is suspect: claimed only to be started at once
 * @param batch its lease was granted in a batch; CLAIMING: whether it is asked for in one
 * @param grant the right to run it, from CLAIMING's answer on; before it, the one under which its
 *     handler ended without the ledger taking the outcome
 * @param attempt which start it is
 * @param leaseUntil when the lease ends at the latest, on the worker's monotonic clock in
 *     milliseconds
 * @param stop why its handler was told to stop
 * @param killed whether the handler was told the hard way
 * @param outcome how the handler ended
 * @param joined a copy has come since the ledger was asked, so that its answer says nothing of that
 *     copy: a dead letter may have been put back meanwhile
 * @param due PARKED: when to claim again; SETTLED: the number of the barrier that it needs
 */
record Holding(
    WorkItem item,
    PSortedSet<DeliveryId> deliveries,
    Step step,
    boolean bodyWanted,
    boolean alone,
    boolean batch,
    @Nullable Grant grant,
    int attempt,
    long leaseUntil,
    Stop stop,
    boolean killed,
    @Nullable Outcome outcome,
    boolean joined,
    long due) {

  enum Step {
    /** To be claimed. */
    WAITING,
    /** The claim awaits its answer. */
    CLAIMING,
    /** Its handler runs, or waits for a slot. */
    RUNNING,
    /** Its handler ended, the outcome is to be committed. */
    ENDED,
    /** The commit awaits its answer. */
    COMMITTING,
    /** Kept aside until it may be claimed. */
    PARKED,
    /** Given back to the ledger, which has not answered yet. */
    RELEASING,
    /** Terminal as far as the ledger said: to be acknowledged behind a barrier. */
    SETTLED
  }

  enum Stop {
    NO,
    /** The lease is lost, or about to be. */
    LEASE,
    /** The worker stops, or the Job has ended. */
    LEAVING
  }

  static Holding waiting(WorkItem item, DeliveryId delivery) {
    return new Holding(
        item,
        TreePSet.singleton(delivery),
        Step.WAITING,
        false,
        false,
        false,
        null,
        0,
        0,
        Stop.NO,
        false,
        null,
        false,
        0);
  }

  /** Back to where it came from: nothing granted, nothing asked. */
  Holding in(Step next, long nextDue) {
    return bare(next, false, alone, false, nextDue);
  }

  /**
   * The ledger has not taken its outcome. It is claimed again, and the outcome kept: a ledger that
   * has restarted may say that the grant still holds.
   */
  Holding refused() {
    return again(Step.WAITING, false, batch);
  }

  /** A lease that was granted to be started at once stays so, whatever is asked for. */
  Holding claiming(boolean inBatch) {
    return again(Step.CLAIMING, bodyWanted, outcome == null ? inBatch : batch && inBatch);
  }

  private Holding again(Step next, boolean withBody, boolean inBatch) {
    return new Holding(
        item,
        deliveries,
        next,
        withBody,
        alone,
        inBatch,
        grant,
        attempt,
        0,
        Stop.NO,
        false,
        outcome,
        false,
        0);
  }

  /** Whether its handler has ended under this very grant. */
  boolean hasRun(Grant other) {
    return outcome != null && other.equals(grant);
  }

  Holding wantingBody() {
    return bare(Step.WAITING, true, alone, false, 0);
  }

  /** To be claimed again, alone. */
  Holding suspect() {
    return bare(Step.WAITING, bodyWanted, true, false, 0);
  }

  private Holding bare(
      Step next, boolean withBody, boolean claimedAlone, boolean inBatch, long nextDue) {
    return new Holding(
        item,
        deliveries,
        next,
        withBody,
        claimedAlone,
        inBatch,
        null,
        0,
        0,
        Stop.NO,
        false,
        null,
        false,
        nextDue);
  }

  Holding granted(Grant newGrant, int newAttempt, long until) {
    return new Holding(
        item,
        deliveries,
        Step.RUNNING,
        false,
        alone,
        batch,
        newGrant,
        newAttempt,
        until,
        Stop.NO,
        false,
        null,
        false,
        0);
  }

  /** The grant under which its handler has ended holds: what came of it can be committed. */
  Holding stillGranted(long until) {
    return at(Step.ENDED).until(until);
  }

  /** The same grant in another step. */
  Holding at(Step next) {
    return at(next, outcome);
  }

  Holding ended(Outcome how) {
    return at(Step.ENDED, how);
  }

  private Holding at(Step next, @Nullable Outcome how) {
    return new Holding(
        item,
        deliveries,
        next,
        false,
        alone,
        batch,
        grant,
        attempt,
        leaseUntil,
        stop,
        killed,
        how,
        false,
        0);
  }

  Holding stopping(Stop why, boolean hard) {
    return here(deliveries, leaseUntil, why, hard, joined);
  }

  Holding until(long time) {
    return here(deliveries, time, stop, killed, joined);
  }

  Holding with(PSortedSet<DeliveryId> other) {
    return here(other, leaseUntil, stop, killed, joined);
  }

  /** With another delivery, which what was asked before does not cover. */
  Holding joinedBy(DeliveryId copy) {
    PSortedSet<DeliveryId> all = deliveries.plus(copy);
    if (step == Step.SETTLED) {
      return with(all).in(Step.WAITING, 0);
    }
    boolean asked = step == Step.CLAIMING || step == Step.COMMITTING;
    return here(all, leaseUntil, stop, killed, asked);
  }

  /** The same grant in the same step. */
  private Holding here(
      PSortedSet<DeliveryId> by, long leasedUntil, Stop why, boolean hard, boolean copied) {
    return new Holding(
        item,
        by,
        step,
        bodyWanted,
        alone,
        batch,
        grant,
        attempt,
        leasedUntil,
        why,
        hard,
        outcome,
        copied,
        due);
  }

  /** Whether it has a grant that the ledger must go on hearing of. */
  boolean held() {
    return step == Step.RUNNING || step == Step.ENDED || step == Step.COMMITTING;
  }
}
