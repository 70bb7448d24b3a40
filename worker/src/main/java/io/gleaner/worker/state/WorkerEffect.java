package io.gleaner.worker.state;

import io.gleaner.failure.ExitCode;
import io.gleaner.item.WorkItem;
import io.gleaner.ledger.Grant;
import io.gleaner.ledger.LedgerRequest;
import io.gleaner.queue.DeliveryId;

/** What a worker wants done. */
public sealed interface WorkerEffect {
  /** Send it, again and again until it is answered. */
  record Send(LedgerRequest request) implements WorkerEffect {}

  /** Ask for a durability barrier. */
  record Barrier(long number) implements WorkerEffect {}

  /** Open a lane. */
  record OpenLane(int lane, int credit) implements WorkerEffect {}

  /** End a lane's supply; its deliveries stay. */
  record CancelLane(int lane) implements WorkerEffect {}

  /** Close a lane that holds nothing. */
  record CloseLane(int lane) implements WorkerEffect {}

  /** Acknowledge a delivery. */
  record Acknowledge(DeliveryId delivery) implements WorkerEffect {}

  /** Give a delivery back to the queue. */
  record GiveBack(DeliveryId delivery) implements WorkerEffect {}

  /** Move a message that is not this Job's aside. */
  record SetAside(DeliveryId delivery, String why) implements WorkerEffect {}

  /**
   * Start the item's handler as soon as a slot is free, behind those that were to be started
   * before.
   *
   * @param startBy not at or after this time, on the monotonic clock in milliseconds: then its
   *     lease is nearly over
   */
  record StartHandler(WorkItem item, Grant grant, int attempt, long startBy)
      implements WorkerEffect {}

  /** Start none of the handlers that wait for a slot. */
  record WithdrawHandlers() implements WorkerEffect {}

  /** Stop a handler, or do not start it if it waits for a slot: TERM, or KILL when hard. */
  record StopHandler(Grant grant, boolean hard) implements WorkerEffect {}

  /** Tell the person who reads the log. */
  record Say(String sentence) implements WorkerEffect {}

  /** End the process. */
  record Exit(ExitCode code, String sentence) implements WorkerEffect {}
}
