package io.gleaner.worker.state;

import io.gleaner.ledger.Grant;
import io.gleaner.ledger.LedgerReply;
import io.gleaner.ledger.LedgerRequest;
import io.gleaner.ledger.Outcome;
import io.gleaner.queue.Delivery;
import io.gleaner.queue.DeliveryId;

/** What can happen to a worker. */
public sealed interface WorkerEvent {
  /** Time has passed. */
  record Tick() implements WorkerEvent {}

  /**
   * The ledger has answered.
   *
   * @param sentAt when the request that was answered was sent, on the monotonic clock in
   *     milliseconds: leases count from then
   */
  record Answered(LedgerRequest request, LedgerReply reply, long sentAt) implements WorkerEvent {}

  /**
   * The connection to the ledger was lost before there was an answer to a heartbeat; it may have
   * been carried out. Every other request is sent again until it is answered, but an old heartbeat
   * would say what is not so any more.
   */
  record Unanswered(LedgerRequest.Renew request) implements WorkerEvent {}

  /** Everything answered before the barrier was asked for is durable. */
  record BarrierPassed(long number) implements WorkerEvent {}

  /** The barrier says nothing. */
  record BarrierBroken(long number) implements WorkerEvent {}

  /** The connection to the queue stands; no lane is open. */
  record QueueUp() implements WorkerEvent {}

  /** The connection to the queue is lost, with every lane. */
  record QueueDown() implements WorkerEvent {}

  /**
   * The queue's broker refuses this worker what it needs, and only a person can mend that.
   *
   * @param sentence what is refused, and what to do
   */
  record QueueRefused(String sentence) implements WorkerEvent {}

  /** One lane is lost. */
  record LaneLost(int lane) implements WorkerEvent {}

  /** The queue brought an item. */
  record Delivered(Delivery delivery) implements WorkerEvent {}

  /** A message that is no item of the Job's is being set aside; its lane holds it until then. */
  record SettingAside(DeliveryId delivery) implements WorkerEvent {}

  /** It was set aside. */
  record SetAside(DeliveryId delivery) implements WorkerEvent {}

  /**
   * A handler has ended, and nothing of it is left. For each start exactly one of this and {@link
   * HandlerNotStarted} comes.
   *
   * @param tookMicros how long it ran, in microseconds
   */
  record HandlerEnded(Grant grant, Outcome outcome, long tookMicros) implements WorkerEvent {}

  /** A handler that was to be started has not been, and will not be. */
  record HandlerNotStarted(Grant grant) implements WorkerEvent {}

  /** A hint: the Job has changed. */
  record JobChanged() implements WorkerEvent {}

  /** A hint: an idle worker would start the item as well. */
  record Straggler(long index) implements WorkerEvent {}

  /**
   * A hint: the item was given back or lost by its holder, or one of its two attempts has decided
   * it.
   */
  record Freed(long index) implements WorkerEvent {}

  /** The worker is asked to stop gracefully: what runs may take so long to finish. */
  record StopAsked(long drainMillis) implements WorkerEvent {}
}
