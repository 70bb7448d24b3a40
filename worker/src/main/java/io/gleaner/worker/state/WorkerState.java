package io.gleaner.worker.state;

import io.gleaner.failure.ExitCode;
import io.gleaner.ledger.JobSpec;
import io.gleaner.ledger.JobView;
import io.gleaner.ledger.LedgerRequest;
import io.gleaner.queue.DeliveryId;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePSet;
import org.pcollections.PSet;
import org.pcollections.PSortedMap;
import org.pcollections.PVector;
import org.pcollections.TreePMap;
import org.pcollections.TreePVector;

/**
 * All that a worker remembers.
 *
 * @param uid the Job that it works for, empty until it is registered
 * @param spec the Job's spec, null until then
 * @param view the Job as last seen, null until then
 * @param epoch the ledger's epoch as last heard of
 * @param items what it has in hand, by index
 * @param lanes its consumers
 * @param aside what its lanes hold that is being set aside
 * @param nextLane the number of the next one
 * @param queueUp whether lanes can be opened
 * @param registering a registration awaits its answer
 * @param exchanging an exchange awaits its answer
 * @param renewing a heartbeat awaits its answer
 * @param renewDue when the next heartbeat is due
 * @param seekDue when it next looks for a straggler, {@link #NEVER} while it is not idle
 * @param seeking the search for a straggler awaits its answer
 * @param recovering a recovery awaits its answer
 * @param again what must be sent again after it
 * @param barriers how many barriers were asked for
 * @param barrierOpen the last of them has not been answered
 * @param endBarrier the barrier that the end waits for, 0 for none yet
 * @param leaving the departure awaits its answer
 * @param claimsPausedUntil nothing is claimed until then (results wait to be collected)
 * @param stopBy when handlers that still run are stopped, {@link #NEVER} when not asked to stop
 * @param refusal why it stops for want of what only a person can give it, null when it does not
 * @param failure why the worker gives up, null when it does not
 * @param newestStart the newest token under which it has started a handler, 0 for none
 * @param pace how long handlers take, and what follows from it
 * @param done how many items it has committed as done
 * @param dead how many it has committed as dead letters
 * @param gone it has left
 */
public record WorkerState(
    String uid,
    @Nullable JobSpec spec,
    @Nullable JobView view,
    long epoch,
    Holdings items,
    PSortedMap<Integer, Lane> lanes,
    PSet<DeliveryId> aside,
    int nextLane,
    boolean queueUp,
    boolean registering,
    boolean exchanging,
    boolean renewing,
    long renewDue,
    long seekDue,
    boolean seeking,
    boolean recovering,
    PVector<LedgerRequest> again,
    long barriers,
    boolean barrierOpen,
    long endBarrier,
    boolean leaving,
    long claimsPausedUntil,
    long stopBy,
    @Nullable String refusal,
    @Nullable Failure failure,
    long newestStart,
    Pace pace,
    long done,
    long dead,
    boolean gone) {
  /** A time that does not come. */
  public static final long NEVER = Long.MAX_VALUE;

  /** A worker that has just started. */
  public static final WorkerState START =
      new WorkerState(
          "",
          null,
          null,
          0,
          Holdings.NONE,
          TreePMap.empty(),
          HashTreePSet.empty(),
          1,
          false,
          false,
          false,
          false,
          0,
          NEVER,
          false,
          false,
          TreePVector.empty(),
          0,
          false,
          0,
          false,
          0,
          NEVER,
          null,
          null,
          0,
          Pace.UNKNOWN,
          0,
          0,
          false);

  /** How many handlers run, or wait for a slot. */
  public int running() {
    return items.count(Holding.Step.RUNNING);
  }

  /**
   * So long the worker waits for more to happen before it takes a step, in milliseconds: where more
   * is taken than can run at once, events come in swarms, and a step for each costs more than their
   * handlers.
   */
  public long lingerMillis(WorkerSettings settings) {
    return pace.lingerMillis(settings);
  }

  /** When the first lease of a running handler ends, {@link #NEVER} when none runs. */
  public long leaseUntil() {
    long first = NEVER;
    for (Holding holding : items.values()) {
      if (holding.step() == Holding.Step.RUNNING) {
        first = Math.min(first, holding.leaseUntil());
      }
    }
    return first;
  }

  /**
   * One consumer.
   *
   * @param credit how many unacknowledged deliveries it may hold
   * @param live whether it still gets any
   */
  public record Lane(int credit, boolean live) {}

  /** Why a worker gives up. */
  public record Failure(ExitCode code, String sentence) {}
}
