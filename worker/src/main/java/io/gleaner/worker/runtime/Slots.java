package io.gleaner.worker.runtime;

import io.gleaner.item.WorkItem;
import io.gleaner.ledger.Grant;
import io.gleaner.ledger.Outcome;
import io.gleaner.worker.handler.Assignment;
import io.gleaner.worker.handler.Ending;
import io.gleaner.worker.handler.Handler;
import io.gleaner.worker.handler.Run;
import io.gleaner.worker.state.WorkerEvent;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** The worker's slots and what runs in them. Used by the worker's thread only. */
final class Slots {
  private final String job;
  private final Handler handler;
  private final Mailbox mailbox;
  private final Map<Grant, Run> runs = new HashMap<>();
  private final BitSet taken = new BitSet();

  Slots(String job, Handler handler, Mailbox mailbox) {
    this.job = job;
    this.handler = handler;
    this.mailbox = mailbox;
    taken.set(0);
  }

  void start(WorkItem item, Grant grant, int attempt) {
    int slot = taken.nextClearBit(0);
    taken.set(slot);
    Assignment assignment =
        new Assignment(job, item.index(), attempt, grant.token(), slot, item.body());
    Run run =
        handler.start(
            assignment,
            ending ->
                mailbox.run(
                    () -> {
                      runs.remove(grant);
                      taken.clear(slot);
                      mailbox.deliver(new WorkerEvent.HandlerEnded(grant, outcome(ending)));
                    }));
    runs.put(grant, run);
  }

  void stop(Grant grant, boolean hard) {
    Run run = runs.get(grant);
    if (run != null && hard) {
      run.kill();
    } else if (run != null) {
      run.terminate();
    }
  }

  private static Outcome outcome(Ending ending) {
    Outcome.Kind kind =
        switch (ending.kind()) {
          case DONE -> Outcome.Kind.DONE;
          case FAILED -> Outcome.Kind.FAILED;
          case FAILED_FOR_GOOD -> Outcome.Kind.FAILED_FOR_GOOD;
        };
    return new Outcome(
        kind,
        ending.exitCode(),
        ending.output(),
        ending.error(),
        ending.stderrTail(),
        ending.startedAt(),
        ending.durationMillis());
  }
}
