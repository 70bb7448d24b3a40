package io.gleaner.coordinator.runtime;

import io.gleaner.coordinator.report.Outcome;
import io.gleaner.coordinator.report.ResultSink;
import io.gleaner.ledger.LedgerReading;
import io.gleaner.ledger.LedgerReading.ResultPage;
import io.gleaner.ledger.LedgerRequest;
import io.gleaner.ledger.Result;
import java.time.Duration;
import java.util.BitSet;

/**
 * Takes results out of the ledger into a sink: read, barrier, show, sync, discard, in this order.
 * Killed at any point, the next collector gets again what the ledger was not told to forget, and
 * the sink knows what it has shown. For one thread.
 */
public final class Collector {
  private static final long PAGE_BYTES = 4L << 20;
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private final JobSession session;
  private final ResultSink sink;
  private final Pacing pacing;
  private BitSet missing = new BitSet();
  private long next;
  private long discarded;
  private long breaksAtDiscard;

  /** Collects nothing yet. The sink stays the caller's. */
  public Collector(JobSession session, ResultSink sink, Pacing pacing) {
    this.session = session;
    this.sink = sink;
    this.pacing = pacing;
  }

  /**
   * Takes what waits now, and tells the sink which items have ended whose results were taken by
   * another collector. To be called once, before anything else.
   */
  public void catchUp() {
    if (session.summary().resultsFrom() == 0) {
      return;
    }
    // Read before the results: of an item settled by now the result is among them, or was taken.
    BitSet taken = session.read(LedgerReading::settled);
    missing = taken;
    drain();
    missing = new BitSet();
    taken.stream().forEach(sink::passOver);
    sink.sync();
  }

  /**
   * Takes what waits now, up to a few megabytes.
   *
   * @return how many results that were; 0 if none waits
   */
  public int collectOnce() {
    // A result may be seen only when no crash of Redis can take it back.
    ResultPage page =
        session.durably(() -> session.read(ledger -> ledger.results(next, PAGE_BYTES)));
    for (Result result : page.results()) {
      missing.clear(Math.toIntExact(result.index()));
      sink.accept(outcome(result));
    }
    if (!page.results().isEmpty()) {
      sink.sync();
      next = page.from() + page.results().size();
    }
    // A restart of Redis can bring discarded results back: they would fill up the room for others.
    if (next > discarded || session.breaks() != breaksAtDiscard) {
      discard();
    }
    return page.results().size();
  }

  private void discard() {
    long through = next;
    long breaks = session.breaks();
    if (through > 0) {
      session.asLeader(token -> new LedgerRequest.Discard(token, through));
    }
    discarded = through;
    breaksAtDiscard = breaks;
  }

  /** Collects until the pacing says to stop, looking less often where nothing comes. */
  public void run() {
    Duration pause = SHORTEST_PAUSE;
    while (pacing.pause(Duration.ZERO)) {
      if (collectOnce() > 0) {
        pause = SHORTEST_PAUSE;
      } else {
        if (!pacing.pause(pause)) {
          return;
        }
        pause = longer(pause);
      }
    }
  }

  /** Collects until nothing waits. */
  public void drain() {
    int count = collectOnce();
    while (count > 0) {
      count = collectOnce();
    }
  }

  /** Collects the rest, once the Job is known to have ended, and shows what was held back. */
  public void finish() {
    drain();
    sink.finish();
  }

  private static Duration longer(Duration pause) {
    Duration grown = pause.multipliedBy(3).dividedBy(2);
    return grown.compareTo(LONGEST_PAUSE) < 0 ? grown : LONGEST_PAUSE;
  }

  /** How the reports see a result of the ledger; exit code -1: there was none. */
  static Outcome outcome(Result result) {
    return new Outcome(
        result.index(),
        result.item(),
        result.attempt(),
        result.worker(),
        result.done(),
        result.exitCode(),
        result.startedAt(),
        result.durationMillis(),
        result.output(),
        result.error().isEmpty() ? null : result.error());
  }
}
