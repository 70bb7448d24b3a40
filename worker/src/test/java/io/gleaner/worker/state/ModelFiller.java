package io.gleaner.worker.state;

import io.gleaner.ledger.JobSpec;
import io.gleaner.ledger.LedgerReply;
import io.gleaner.ledger.LedgerRequest;

/**
 * The filler of the model: open, lead, barrier, publish, mark, seal, barrier. Whatever goes wrong,
 * it starts again at the opening.
 *
 * @param step what comes next
 * @param at the next item to be published
 * @param leader its leader token
 * @param fresh the ledger connection was lost since the last barrier
 */
record ModelFiller(Step step, long at, long leader, boolean fresh) {
  enum Step {
    OPEN,
    LEAD,
    OPEN_BARRIER,
    PUBLISH,
    MARK,
    SEAL,
    SEAL_BARRIER,
    FINISHED
  }

  static final ModelFiller START = new ModelFiller(Step.OPEN, 0, 0, false);

  ModelFiller to(Step next) {
    return new ModelFiller(next, at, leader, fresh);
  }

  ModelFiller fresh(boolean next) {
    return new ModelFiller(step, at, leader, next);
  }

  /** What it sends next; null where it publishes or passes a barrier. */
  LedgerRequest request(JobSpec spec, long total) {
    return switch (step) {
      case OPEN -> new LedgerRequest.Open("u", spec);
      case LEAD -> new LedgerRequest.Lead("filler", 1_000_000);
      case MARK -> new LedgerRequest.Filled(leader, at, "");
      case SEAL -> new LedgerRequest.Seal(leader, total);
      case OPEN_BARRIER, PUBLISH, SEAL_BARRIER, FINISHED ->
          throw new IllegalStateException("nothing to send at " + step);
    };
  }

  ModelFiller answered(LedgerReply reply, long total) {
    if (reply instanceof LedgerReply.Opened opened) {
      return new ModelFiller(Step.LEAD, opened.mark(), 0, fresh);
    } else if (reply instanceof LedgerReply.Leading leading) {
      return new ModelFiller(Step.OPEN_BARRIER, at, leading.token(), fresh);
    } else if (reply instanceof LedgerReply.Accepted) {
      return step == Step.MARK ? to(at == total ? Step.SEAL : Step.PUBLISH) : to(Step.SEAL_BARRIER);
    }
    return new ModelFiller(Step.OPEN, 0, 0, fresh);
  }
}
