package io.gleaner.worker.runtime;

import io.gleaner.ledger.Ledger;
import io.gleaner.worker.state.WorkerEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the ledger's hints to the worker's thread. */
final class LedgerListener implements Ledger.Hints {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerListener.class);

  private final Mailbox mailbox;

  LedgerListener(Mailbox mailbox) {
    this.mailbox = mailbox;
  }

  @Override
  public void connected() {
    LOG.info("The ledger is connected.");
    mailbox.post(new WorkerEvent.JobChanged());
  }

  @Override
  public void disconnected(String why) {
    LOG.warn("{}", why);
  }

  @Override
  public void changed() {
    mailbox.post(new WorkerEvent.JobChanged());
  }

  @Override
  public void straggler(long index) {
    mailbox.post(new WorkerEvent.Straggler(index));
  }

  @Override
  public void freed(long index) {
    mailbox.post(new WorkerEvent.Freed(index));
  }
}
