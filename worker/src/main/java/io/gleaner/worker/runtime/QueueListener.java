package io.gleaner.worker.runtime;

import io.gleaner.failure.GleanerException;
import io.gleaner.queue.Delivery;
import io.gleaner.queue.DeliveryId;
import io.gleaner.queue.ItemConsumer;
import io.gleaner.worker.state.WorkerEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings what the queue says to the worker's thread, and tells the person who reads the log. */
final class QueueListener implements ItemConsumer.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(QueueListener.class);

  private final Mailbox mailbox;
  private String lastTrouble = "";

  QueueListener(Mailbox mailbox) {
    this.mailbox = mailbox;
  }

  @Override
  public void up() {
    lastTrouble = "";
    LOG.info("The queue is connected.");
    mailbox.post(new WorkerEvent.QueueUp());
  }

  @Override
  public void down(String why) {
    LOG.warn("{}", why);
    mailbox.post(new WorkerEvent.QueueDown());
  }

  @Override
  public void refused(GleanerException why) {
    mailbox.post(new WorkerEvent.QueueRefused(String.valueOf(why.getMessage())));
  }

  @Override
  public void delivered(Delivery delivery) {
    mailbox.post(new WorkerEvent.Delivered(delivery));
  }

  @Override
  public void laneLost(int lane, String why) {
    if (!why.equals(lastTrouble)) {
      lastTrouble = why;
      LOG.warn("{}", why);
    }
    mailbox.post(new WorkerEvent.LaneLost(lane));
  }

  @Override
  public void settingAside(DeliveryId delivery) {
    mailbox.post(new WorkerEvent.SettingAside(delivery));
  }

  @Override
  public void foreign(DeliveryId delivery, String why) {
    LOG.warn("{}", why);
    mailbox.post(new WorkerEvent.SetAside(delivery));
  }
}
