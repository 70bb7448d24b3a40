package io.gleaner.benchmark.micro;

import io.gleaner.item.Bytes;
import io.gleaner.item.WorkItem;
import io.gleaner.ledger.JobSpec;
import io.gleaner.ledger.LedgerReply;
import io.gleaner.ledger.LedgerRequest;
import io.gleaner.ledger.LedgerRules;
import io.gleaner.ledger.LedgerState;
import io.gleaner.ledger.Outcome;
import io.gleaner.ledger.Server;
import io.gleaner.queue.Delivery;
import io.gleaner.queue.DeliveryId;
import io.gleaner.worker.state.WorkerEffect;
import io.gleaner.worker.state.WorkerEvent;
import io.gleaner.worker.state.WorkerMachine;
import io.gleaner.worker.state.WorkerSettings;
import io.gleaner.worker.state.WorkerState;
import java.util.ArrayDeque;
import java.util.Deque;

/** The pure core of a worker and of the ledger, wired to each other without any I/O. */
final class SimulatedWorker {
  private static final String UID = "uid-1";
  private static final Bytes BODY = Bytes.utf8("0".repeat(64));
  private static final Outcome DONE =
      new Outcome(Outcome.Kind.DONE, 0, Bytes.EMPTY, "", "", 1_700_000_000_000L, 0);

  /** One item after the other: what an item costs by itself. */
  private static final int NOTHING_AHEAD = 0;

  private static final long COARSE_MICROS = 1_000_000;

  private final LedgerRules rules = LedgerRules.whole();
  private final WorkerMachine machine;
  private final Deque<WorkerEvent> events = new ArrayDeque<>();
  private WorkerState worker = WorkerState.START;
  private LedgerState ledger = LedgerState.NOTHING;
  private long now = 1_000;
  private int lane;
  private long acknowledged;

  SimulatedWorker() {
    machine =
        new WorkerMachine(
            new WorkerSettings(
                "worker-1",
                "host",
                1,
                "",
                1,
                WorkerSettings.DEFAULT_GRACE_MILLIS,
                WorkerSettings.DEFAULT_MAX_PARKED,
                WorkerSettings.UNLIMITED,
                WorkerSettings.DEFAULT_POLL_MILLIS,
                NOTHING_AHEAD,
                WorkerSettings.DEFAULT_BATCH_MILLIS));
    ask(new LedgerRequest.Open(UID, JobSpec.of("")));
    feed(new WorkerEvent.Tick());
    feed(new WorkerEvent.QueueUp());
  }

  /** An item's way from its delivery to its acknowledgement. */
  void item(long index) {
    now++;
    feed(
        new WorkerEvent.Delivered(
            new Delivery(new DeliveryId(lane, index + 1), UID, new WorkItem(index, BODY))));
  }

  long acknowledged() {
    return acknowledged;
  }

  long done() {
    return ledger.done().size();
  }

  private void feed(WorkerEvent event) {
    events.add(event);
    while (!events.isEmpty()) {
      WorkerMachine.Next next = machine.next(worker, events.remove(), now);
      worker = next.state();
      next.effects().forEach(this::carryOut);
    }
  }

  private void carryOut(WorkerEffect effect) {
    if (effect instanceof WorkerEffect.Send send) {
      events.add(new WorkerEvent.Answered(send.request(), ask(send.request()), now));
    } else if (effect instanceof WorkerEffect.Barrier barrier) {
      events.add(new WorkerEvent.BarrierPassed(barrier.number()));
    } else if (effect instanceof WorkerEffect.StartHandler start) {
      events.add(new WorkerEvent.HandlerEnded(start.grant(), DONE, COARSE_MICROS));
    } else if (effect instanceof WorkerEffect.OpenLane open) {
      lane = open.lane();
    } else if (effect instanceof WorkerEffect.Acknowledge) {
      acknowledged++;
    }
  }

  private LedgerReply ask(LedgerRequest request) {
    LedgerRules.Applied applied =
        rules.apply(ledger, UID, request, new Server("run-1", now * 1_000));
    ledger = applied.state();
    return applied.reply();
  }
}
