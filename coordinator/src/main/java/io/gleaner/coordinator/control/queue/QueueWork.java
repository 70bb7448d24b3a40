package io.gleaner.coordinator.control.queue;

import io.gleaner.coordinator.report.ResultSink;
import io.gleaner.coordinator.report.ResultsFile;
import io.gleaner.coordinator.runtime.Filler;
import io.gleaner.coordinator.runtime.ItemFlow;
import io.gleaner.coordinator.runtime.JobFiles;
import io.gleaner.coordinator.runtime.JobSession;
import io.gleaner.coordinator.runtime.LedgerCalls;
import io.gleaner.coordinator.runtime.Pacing;
import io.gleaner.coordinator.runtime.QueueAccess;
import io.gleaner.coordinator.runtime.StopSignal;
import io.gleaner.coordinator.runtime.StoppedException;
import io.gleaner.failure.GleanerException;
import io.gleaner.ledger.JobSummary;
import io.gleaner.ledger.LedgerReading;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One Job's items from its opening to its end, or until it is let go: leads the Job, has it filled,
 * audited and collected, does what is wished, and keeps a glance for those who ask. Blocks as it
 * likes; what asks it does not.
 */
final class QueueWork implements Runnable {
  private static final Duration EVERY = Duration.ofMillis(200);
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);

  private final QueueJob job;
  private final QueueServers servers;
  private final KeptItems items;
  private final @Nullable Long limit;
  private final Consumer<String> notices;
  private final String holder;
  private final StopSignal stop = new StopSignal();
  private final Wishes wishes = new Wishes();
  private volatile Glance glance = Glance.NOTHING;
  private volatile boolean declared;
  private volatile long ended;
  private volatile @Nullable RuntimeException failure;
  private volatile boolean over;
  private @Nullable String told;

  /**
   * Does nothing yet.
   *
   * @param limit how many items the queue may hold; null for any number
   * @param holder who this is, for other coordinators to read
   */
  QueueWork(
      QueueJob job,
      QueueServers servers,
      KeptItems items,
      @Nullable Long limit,
      String holder,
      Consumer<String> notices) {
    this.job = job;
    this.servers = servers;
    this.items = items;
    this.limit = limit;
    this.holder = holder;
    this.notices = notices;
  }

  /** What is wanted from now on, and what is known by now. From any thread. */
  Glance wish(Wish wish) {
    wishes.take(wish);
    Glance seen = glance;
    // Of a Job that has ended nothing changes any more.
    return over && seen.settled()
        ? new Glance(
            wish.round(), seen.ready(), seen.figures(), true, seen.answer(), seen.trouble())
        : seen;
  }

  /** Whether it has ended its work, and a request has come since that it has not answered. */
  boolean isToBeginAgain() {
    return over && wishes.unanswered();
  }

  /** Asks it to end. From any thread. */
  void stop() {
    stop.request();
  }

  /** Whether nothing of it runs any more. */
  boolean isOver() {
    return over;
  }

  @Override
  public void run() {
    try {
      boolean again = true;
      while (again && !stop.requested()) {
        again = pass();
      }
    } finally {
      over = true;
    }
  }

  /** Works until the end, or something goes wrong; whether to begin again. */
  private boolean pass() {
    try {
      return work();
    } catch (StoppedException e) {
      return false;
    } catch (GleanerException e) {
      trouble(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      trouble("internal error: " + e);
    }
    return stop.pause(AFTER_TROUBLE);
  }

  private void trouble(String sentence) {
    Glance seen = glance;
    glance = new Glance(seen.round(), false, seen.figures(), false, seen.answer(), sentence);
    if (!sentence.equals(told)) {
      told = sentence;
      notices.accept(sentence);
    }
  }

  private boolean work() {
    StopSignal passing = new StopSignal();
    Pacing pacing = time -> !passing.requested() && stop.pause(time) && !passing.requested();
    declared = false;
    failure = null;
    try (QueueAccess queue = servers.queue(job.name(), notices);
        JobSession session = open(queue)) {
      session.lead();
      Wishing wishing =
          new Wishing(session, wishes, () -> servers.queue(job.name(), notices), stop);
      wishing.retry();
      JobFiles files =
          new JobFiles(items.folderOf(job.name(), job.uid()).create(), job.uid()).prepare();
      WorkerCommand.write(files, job);
      try (KeptItems.Opened input = items.open(job);
          ResultSink sink = ResultsFile.open(files.results(), job.name().value(), job.uid())) {
        QueueAccess filling = limit == null ? queue : queue.bounded(() -> ended, limit, pacing);
        Filler filler =
            new Filler(session, filling, input.source(), files.republishNote(), pacing, notices);
        filler.whenDeclared(() -> declared = true);
        ItemFlow flow = new ItemFlow(session, filler, sink, error -> failure = error);
        if (!session.summary().view().phase().terminal()) {
          flow.start();
        }
        try {
          return watch(session, wishing, flow, files.results().toString());
        } finally {
          passing.request();
          stop(flow);
        }
      }
    }
  }

  private JobSession open(QueueAccess queue) {
    LedgerCalls calls = servers.ledger(job.name(), stop, notices);
    JobSession session = null;
    try {
      if (calls.read(LedgerReading::summary).isEmpty()) {
        // Workers that wait for the Job turn to its queue as soon as it is open.
        var unused = queue.admin().create();
      }
      session = JobSession.openAs(calls, job.name(), job.uid(), job.spec().ledger(), holder);
      return session;
    } finally {
      if (session == null) {
        calls.close();
      }
    }
  }

  /** Whether to begin again, because the Job was opened again. */
  private boolean watch(JobSession session, Wishing wishing, ItemFlow flow, String results) {
    while (true) {
      Wish wish = wishes.now();
      if (wishing.fulfil(wish)) {
        return true;
      }
      RuntimeException failed = failure;
      if (failed != null) {
        throw failed;
      }
      JobSummary seen = session.summary();
      ended = seen.done() + seen.failed();
      boolean settled =
          isOver(seen) && isOver(session.durably(session::summary)) && !wishes.unanswered();
      if (settled) {
        stop(flow);
        flow.collectRest();
      }
      boolean ready = declared && seen.view().suspended() == wish.suspended();
      glance =
          new Glance(
              wish.round(),
              ready,
              Figures.of(seen, results),
              settled,
              wishes.answer(),
              wishing.trouble());
      told = null;
      if (settled) {
        return false;
      }
      stop.goOnOrThrow(EVERY);
    }
  }

  private static boolean isOver(JobSummary summary) {
    return summary.view().phase().terminal() && summary.view().quiescent();
  }

  private static void stop(ItemFlow flow) {
    try {
      flow.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoppedException();
    }
  }
}
