package io.gleaner.ledger;

import io.gleaner.item.Bytes;
import io.gleaner.retry.RetryPolicy;

/** Requests' parts as tests need them, with bytes that are no text. */
public final class Samples {
  private static final Bytes ITEM = Bytes.wrap(new byte[] {'i', 0, -1, '\r', '\n', ' '});
  private static final Bytes OUTPUT = Bytes.wrap(new byte[] {0, 1, 2, -128, '\n'});

  private Samples() {}

  /** A worker's description. */
  public static WorkerInfo worker(String id) {
    return new WorkerInfo(id, "host", 4711, "running", 3, 1);
  }

  /** A claim without a body. */
  public static Claim claim(long index) {
    return new Claim(index, 0, null);
  }

  /** The commit of an attempt that went well. */
  public static Commit commit(Grant grant) {
    Outcome outcome = new Outcome(Outcome.Kind.DONE, 0, OUTPUT, "", "", 1_700_000_000_000L, 12);
    return new Commit(grant, 1, ITEM, outcome, 0);
  }

  /** The commit of an attempt that failed, worth another. */
  public static Commit failed(Grant grant, int attempt) {
    return failed(grant, attempt, Outcome.Kind.FAILED);
  }

  /** The commit of an attempt that failed. */
  public static Commit failed(Grant grant, int attempt, Outcome.Kind kind) {
    Outcome outcome =
        new Outcome(kind, 9, OUTPUT, "it went wröng", "last\u0000words\n", 1_700_000_000_000L, 12);
    return new Commit(grant, attempt, ITEM, outcome, RetryPolicy.JITTER_SCALE);
  }
}
