package io.gleaner.worker.state;

import io.gleaner.ledger.Grant;
import io.gleaner.ledger.LedgerRequest;
import io.gleaner.queue.DeliveryId;
import org.jspecify.annotations.Nullable;
import org.pcollections.PSortedMap;
import org.pcollections.PVector;
import org.pcollections.TreePMap;
import org.pcollections.TreePVector;

/**
 * One worker process of the model: the real machine's state, and what surrounds it.
 *
 * @param wire requests and barriers that the ledger has not answered, in order
 * @param inbox what has come in while the process was frozen
 * @param handlers handlers that run, with the generation in which each was started
 * @param queued handlers that wait for a slot, in order, with the time by which they must start
 * @param unacked what the broker has delivered to it
 * @param lanes its consumers, as the broker sees them
 * @param fresh the ledger connection was lost since the last barrier, so the next one is void
 * @param verdict what was true when the ledger let it go
 */
record ModelWorker(
    String id,
    WorkerState state,
    long wakeAt,
    Life life,
    PVector<Op> wire,
    PVector<WorkerEvent> inbox,
    PSortedMap<Grant, Long> handlers,
    PVector<Queued> queued,
    PSortedMap<DeliveryId, Long> unacked,
    PSortedMap<Integer, WorkerState.Lane> lanes,
    long nextTag,
    boolean fresh,
    Verdict verdict) {

  enum Life {
    ALIVE,
    FROZEN,
    CRASHED,
    LEFT
  }

  /** A request to the ledger, or a barrier where it is null. */
  record Op(@Nullable LedgerRequest request, long barrier, long sentAt) {}

  /** A handler that waits for a slot. */
  record Queued(Grant grant, long startBy) {}

  /**
   * The Job as it was when the ledger crossed the worker off.
   *
   * @param generation its generation, 0 when it was not complete
   * @param durable whether its end was durable
   * @param failed whether it had failed, durably
   */
  record Verdict(long generation, boolean durable, boolean failed) {
    static final Verdict NONE = new Verdict(0, false, false);
  }

  static ModelWorker named(String id, int ahead) {
    return new ModelWorker(
        id,
        Paces.ahead(ahead),
        0,
        Life.ALIVE,
        TreePVector.empty(),
        TreePVector.empty(),
        TreePMap.empty(),
        TreePVector.empty(),
        TreePMap.empty(),
        TreePMap.empty(),
        1,
        false,
        Verdict.NONE);
  }

  boolean running() {
    return life == Life.ALIVE;
  }

  ModelWorker step(WorkerState next, long wake) {
    return new ModelWorker(
        id, next, wake, life, wire, inbox, handlers, queued, unacked, lanes, nextTag, fresh,
        verdict);
  }

  ModelWorker life(Life next) {
    return new ModelWorker(
        id, state, wakeAt, next, wire, inbox, handlers, queued, unacked, lanes, nextTag, fresh,
        verdict);
  }

  ModelWorker wire(PVector<Op> next) {
    return new ModelWorker(
        id, state, wakeAt, life, next, inbox, handlers, queued, unacked, lanes, nextTag, fresh,
        verdict);
  }

  ModelWorker sending(Op op) {
    return wire(wire.plus(op));
  }

  ModelWorker inbox(PVector<WorkerEvent> next) {
    return new ModelWorker(
        id, state, wakeAt, life, wire, next, handlers, queued, unacked, lanes, nextTag, fresh,
        verdict);
  }

  ModelWorker handlers(PSortedMap<Grant, Long> next) {
    return new ModelWorker(
        id, state, wakeAt, life, wire, inbox, next, queued, unacked, lanes, nextTag, fresh,
        verdict);
  }

  ModelWorker queued(PVector<Queued> next) {
    return new ModelWorker(
        id, state, wakeAt, life, wire, inbox, handlers, next, unacked, lanes, nextTag, fresh,
        verdict);
  }

  ModelWorker queue(
      PSortedMap<DeliveryId, Long> nextUnacked, PSortedMap<Integer, WorkerState.Lane> nextLanes) {
    return new ModelWorker(
        id,
        state,
        wakeAt,
        life,
        wire,
        inbox,
        handlers,
        queued,
        nextUnacked,
        nextLanes,
        nextTag,
        fresh,
        verdict);
  }

  ModelWorker tag(long next) {
    return new ModelWorker(
        id, state, wakeAt, life, wire, inbox, handlers, queued, unacked, lanes, next, fresh,
        verdict);
  }

  ModelWorker fresh(boolean next) {
    return new ModelWorker(
        id, state, wakeAt, life, wire, inbox, handlers, queued, unacked, lanes, nextTag, next,
        verdict);
  }

  ModelWorker verdict(Verdict next) {
    return new ModelWorker(
        id, state, wakeAt, life, wire, inbox, handlers, queued, unacked, lanes, nextTag, fresh,
        next);
  }

  /** A lane with credit left, or 0. */
  int laneWithCredit() {
    for (var lane : lanes.entrySet()) {
      if (lane.getValue().live()) {
        long used =
            unacked.keySet().stream().filter(delivery -> delivery.lane() == lane.getKey()).count();
        if (used < lane.getValue().credit()) {
          return lane.getKey();
        }
      }
    }
    return 0;
  }
}
