package io.gleaner.coordinator.control.queue;

import io.gleaner.coordinator.runtime.JobSession;
import io.gleaner.coordinator.runtime.LedgerCalls;
import io.gleaner.coordinator.runtime.QueueAccess;
import io.gleaner.coordinator.runtime.StopSignal;
import io.gleaner.coordinator.runtime.StoppedException;
import io.gleaner.failure.GleanerException;
import io.gleaner.ledger.JobSummary;
import io.gleaner.ledger.LedgerReading;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Removes what a Job leaves: its ledger first, so that no worker goes on, then its queue, then its
 * files. Killed at any point, it is done again.
 */
final class Removal implements Runnable {
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);

  private final QueueJob job;
  private final QueueServers servers;
  private final KeptItems items;
  private final String holder;
  private final Consumer<String> notices;
  private final StopSignal stop = new StopSignal();
  private volatile boolean done;

  Removal(
      QueueJob job,
      QueueServers servers,
      KeptItems items,
      String holder,
      Consumer<String> notices) {
    this.job = job;
    this.servers = servers;
    this.items = items;
    this.holder = holder;
    this.notices = notices;
  }

  boolean isDone() {
    return done;
  }

  void stop() {
    stop.request();
  }

  @Override
  public void run() {
    String told = "";
    while (!done) {
      try {
        remove();
        done = true;
      } catch (StoppedException e) {
        return;
      } catch (GleanerException e) {
        String sentence = String.valueOf(e.getMessage());
        if (!sentence.equals(told)) {
          told = sentence;
          notices.accept(sentence);
        }
        if (!stop.pause(AFTER_TROUBLE)) {
          return;
        }
      }
    }
  }

  private void remove() {
    if (deleteLedger()) {
      try (QueueAccess queue = servers.queue(job.name(), notices)) {
        queue.admin().delete();
      }
    }
    items.drop(job.name(), job.uid());
  }

  /** False if the name is another Job's by now, and so is the queue. */
  private boolean deleteLedger() {
    LedgerCalls calls = servers.ledger(job.name(), stop, notices);
    JobSession session = null;
    try {
      Optional<JobSummary> found = calls.read(LedgerReading::summary);
      if (found.isEmpty()) {
        return true;
      }
      if (!found.get().uid().equals(job.uid())) {
        return false;
      }
      session = JobSession.attach(calls, job.name(), holder);
      session.delete();
      return true;
    } finally {
      if (session == null) {
        calls.close();
      } else {
        session.close();
      }
    }
  }
}
