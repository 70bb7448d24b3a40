package io.gleaner.worker.state;

import io.gleaner.ledger.LedgerReply;
import io.gleaner.ledger.LedgerRequest;
import java.util.List;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * A coordinator of the model that puts dead letters back: retry, barrier, read the list, publish,
 * cross off. One that finds a list of somebody who died passes a barrier and begins with reading.
 *
 * @param name its name as a leader, new at every start
 * @param step what comes next
 * @param list what it has read
 * @param leader its leader token, 0 while it does not lead
 * @param fresh the ledger connection was lost since the last barrier
 */
record ModelRetrier(String name, Step step, PVector<Long> list, long leader, boolean fresh) {
  enum Step {
    IDLE,
    RETRY,
    RETRY_BARRIER,
    OPEN_BARRIER,
    READ,
    PUBLISH,
    REPUBLISHED
  }

  static final ModelRetrier IDLE = new ModelRetrier("", Step.IDLE, TreePVector.empty(), 0, false);

  static ModelRetrier started(String name, Step step) {
    return new ModelRetrier(name, step, TreePVector.empty(), 0, false);
  }

  ModelRetrier to(Step next) {
    return new ModelRetrier(name, next, list, leader, fresh);
  }

  ModelRetrier leader(long token) {
    return new ModelRetrier(name, step, list, token, fresh);
  }

  ModelRetrier fresh(boolean next) {
    return new ModelRetrier(name, step, list, leader, next);
  }

  ModelRetrier read(Iterable<Long> indexes) {
    PVector<Long> all = TreePVector.empty();
    for (long index : indexes) {
      all = all.plus(index);
    }
    return all.isEmpty() ? IDLE : new ModelRetrier(name, Step.PUBLISH, all, leader, fresh);
  }

  /** Whether it can do nothing before it leads. */
  boolean wantsLead() {
    return leader == 0 && (step == Step.RETRY || step == Step.REPUBLISHED);
  }

  /** What it sends next, at the steps where it asks the ledger. */
  LedgerRequest request() {
    if (wantsLead()) {
      return new LedgerRequest.Lead(name, Model.LEASE);
    }
    return step == Step.RETRY
        ? new LedgerRequest.Retry(leader, List.of())
        : new LedgerRequest.Republished(leader, list);
  }

  ModelRetrier answered(LedgerReply reply) {
    if (reply instanceof LedgerReply.Leading leading) {
      return leader(leading.token());
    } else if (reply instanceof LedgerReply.NotLeader) {
      return leader(0);
    } else if (reply instanceof LedgerReply.Retrying) {
      return to(Step.RETRY_BARRIER);
    } else if (reply instanceof LedgerReply.Restarted) {
      return this;
    }
    // Crossed off, or the Job cannot be reopened yet, or is gone.
    return IDLE;
  }
}
