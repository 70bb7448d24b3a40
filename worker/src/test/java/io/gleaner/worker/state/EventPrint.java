package io.gleaner.worker.state;

import io.gleaner.ledger.ClaimOutcome;
import io.gleaner.ledger.LedgerReply;

/** The part of a worker's fingerprint that waits for it while it is frozen. */
// An ordinal is as good a number as any while the process lives.
@SuppressWarnings("EnumOrdinal")
final class EventPrint {
  private final WorkerPrint print;

  EventPrint(WorkerPrint print) {
    this.print = print;
  }

  void event(WorkerEvent event) {
    print.add(event.getClass().getSimpleName().hashCode());
    if (event instanceof WorkerEvent.Answered answered) {
      print.request(answered.request());
      reply(answered.reply());
      print.time(answered.sentAt());
    } else if (event instanceof WorkerEvent.Delivered delivered) {
      print.delivery(delivered.delivery().id());
      print.item(delivered.delivery().item().index());
    } else if (event instanceof WorkerEvent.HandlerEnded ended) {
      print.grant(ended.grant());
      print.add(ended.outcome().kind().ordinal());
    } else if (event instanceof WorkerEvent.HandlerNotStarted not) {
      print.grant(not.grant());
    } else if (event instanceof WorkerEvent.Straggler straggler) {
      print.item(straggler.index());
    } else if (event instanceof WorkerEvent.BarrierPassed passed) {
      print.barrier(passed.number());
    } else if (event instanceof WorkerEvent.BarrierBroken broken) {
      print.barrier(broken.number());
    } else if (event instanceof WorkerEvent.LaneLost lost) {
      print.lane(lost.lane());
    }
  }

  private void reply(LedgerReply reply) {
    print.add(reply.getClass().getSimpleName().hashCode());
    if (reply instanceof LedgerReply.Exchanged exchanged) {
      // Waits are spans, so outcomes but for a grant can stand for themselves.
      exchanged.commits().forEach(outcome -> print.add(outcome.toString().hashCode()));
      exchanged.claims().forEach(this::claimed);
      print.view(exchanged.view());
    } else if (reply instanceof LedgerReply.Renewed renewed) {
      print.add(renewed.held().hashCode());
      print.view(renewed.view());
    } else if (reply instanceof LedgerReply.Released released) {
      print.view(released.view());
    } else if (reply instanceof LedgerReply.Sought sought) {
      print.add(sought.found());
      print.add(sought.waitMillis());
      print.view(sought.view());
    } else if (reply instanceof LedgerReply.Left left) {
      print.view(left.view());
    } else if (reply instanceof LedgerReply.NotQuiescent not) {
      print.view(not.view());
    } else if (reply instanceof LedgerReply.Registered registered) {
      print.view(registered.view());
    } else if (reply instanceof LedgerReply.Recovered recovered) {
      print.epoch(recovered.epoch());
    }
  }

  private void claimed(ClaimOutcome outcome) {
    if (outcome instanceof ClaimOutcome.Granted granted) {
      print.token(granted.token());
      print.add(granted.attempt());
    } else {
      print.add(outcome.toString().hashCode());
    }
  }
}
