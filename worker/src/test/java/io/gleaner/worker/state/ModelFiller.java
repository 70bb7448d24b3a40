package io.gleaner.worker.state;

import io.gleaner.ledger.JobSpec;
import io.gleaner.ledger.LedgerReply;
import io.gleaner.ledger.LedgerRequest;

/**
 * A filler of the model: open, barrier, publish, mark, seal, barrier, step down. It takes the lead
 * when it needs it, and goes on from where it is when it was lost.
 *
 * @param name its name as a leader, new at every start
 * @param step what comes next
 * @param at the next item to be published; past the last when it found the Job sealed
 * @param leader its leader token, 0 while it does not lead
 * @param fresh the ledger connection was lost since the last barrier
 */
record ModelFiller(String name, Step step, long at, long leader, boolean fresh) {
  enum Step {
    OPEN,
    OPEN_BARRIER,
    PUBLISH,
    MARK,
    SEAL,
    SEAL_BARRIER,
    FINISHED
  }

  static ModelFiller named(String name) {
    return new ModelFiller(name, Step.OPEN, 0, 0, false);
  }

  ModelFiller to(Step next) {
    return new ModelFiller(name, next, at, leader, fresh);
  }

  ModelFiller at(Step next, long item) {
    return new ModelFiller(name, next, item, leader, fresh);
  }

  ModelFiller leader(long token) {
    return new ModelFiller(name, step, at, token, fresh);
  }

  ModelFiller fresh(boolean next) {
    return new ModelFiller(name, step, at, leader, next);
  }

  /** Whether it can do nothing before it leads. */
  boolean wantsLead() {
    return leader == 0 && (step == Step.MARK || step == Step.SEAL);
  }

  /** What it sends next, where it neither publishes nor passes a barrier. */
  LedgerRequest request(JobSpec spec, long total) {
    if (wantsLead()) {
      return new LedgerRequest.Lead(name, Model.LEASE);
    }
    return switch (step) {
      case OPEN -> new LedgerRequest.Open("u", spec);
      case MARK -> new LedgerRequest.Filled(leader, at, "");
      case SEAL -> new LedgerRequest.Seal(leader, total);
      case OPEN_BARRIER, PUBLISH, SEAL_BARRIER, FINISHED ->
          throw new IllegalStateException("nothing to send at " + step);
    };
  }

  ModelFiller answered(LedgerReply reply, long total) {
    if (reply instanceof LedgerReply.Opened opened) {
      return at(Step.OPEN_BARRIER, opened.total() < 0 ? opened.mark() : total + 1);
    } else if (reply instanceof LedgerReply.Leading leading) {
      return leader(leading.token());
    } else if (reply instanceof LedgerReply.NotLeader) {
      return leader(0);
    } else if (reply instanceof LedgerReply.SealRefused) {
      return at(Step.MARK, total);
    } else if (reply instanceof LedgerReply.Accepted) {
      return step == Step.MARK ? to(at == total ? Step.SEAL : Step.PUBLISH) : to(Step.SEAL_BARRIER);
    } else if (reply instanceof LedgerReply.Absent) {
      return named(name);
    }
    return this;
  }

  /** A barrier has passed. */
  ModelFiller passed(long total) {
    if (step == Step.SEAL_BARRIER || at > total) {
      return to(Step.FINISHED);
    }
    return to(at == total ? Step.SEAL : Step.PUBLISH);
  }

  /** A barrier is void: what stood before it is asked again. */
  ModelFiller broken() {
    return fresh(false).to(step == Step.SEAL_BARRIER ? Step.SEAL : Step.OPEN);
  }
}
