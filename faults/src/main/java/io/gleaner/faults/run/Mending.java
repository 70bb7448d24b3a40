package io.gleaner.faults.run;

import io.gleaner.faults.evidence.LedgerEnd;
import io.gleaner.faults.process.Waiting;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Supplier;

/**
 * Mends the handlers that never succeed, has the dead letters put back, and starts again what had
 * ended because the Job had failed. On a thread of its own.
 */
final class Mending implements AutoCloseable {
  private static final long LOOK_MILLIS = 200;

  private final Stage stage;
  private final RunFolder folder;
  private final Supplier<LedgerEnd> ledger;
  private final boolean onTheWay;
  private boolean begun;
  private volatile boolean closed;

  /**
   * Does nothing yet.
   *
   * @param onTheWay whether one dead letter is enough, or the Job must have failed
   */
  Mending(Stage stage, RunFolder folder, Supplier<LedgerEnd> ledger, boolean onTheWay) {
    this.stage = stage;
    this.folder = folder;
    this.ledger = ledger;
    this.onTheWay = onTheWay;
  }

  void start() {
    Thread thread = new Thread(this::watching, "mends");
    thread.setDaemon(true);
    thread.start();
  }

  private void watching() {
    while (!closed && Waiting.pause(LOOK_MILLIS)) {
      try {
        look();
      } catch (UncheckedIOException down) {
        // A fault of Redis: the next look tells.
      }
    }
  }

  private void look() {
    // In this order: who had failed before the Job was seen open has been overtaken by a retry.
    List<Kept> failed = stage.failed();
    boolean allFailed = stage.allFailed();
    LedgerEnd now = ledger.get();
    if (now.phase().equals("ACTIVE")) {
      failed.forEach(Kept::again);
    }
    boolean early = onTheWay && !begun && !now.dead().isEmpty();
    if (early || (allFailed && now.phase().equals("FAILED"))) {
      begun = true;
      folder.mend();
      stage.retry();
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
