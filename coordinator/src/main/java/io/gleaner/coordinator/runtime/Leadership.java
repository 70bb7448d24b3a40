package io.gleaner.coordinator.runtime;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import io.gleaner.ledger.LedgerReply;
import io.gleaner.ledger.LedgerRequest;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** This process's lead over a Job: taken when needed, and renewed by a thread once started. */
final class Leadership implements AutoCloseable {
  static final Duration TTL = Duration.ofSeconds(10);
  private static final Duration RENEW_EVERY = Duration.ofSeconds(3);
  private static final Duration SHORTEST_WAIT = Duration.ofMillis(100);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private final LedgerCalls calls;
  private final String job;
  private final String holder;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile long token;
  private @Nullable Thread renewal;

  Leadership(LedgerCalls calls, String job, String holder) {
    this.calls = calls;
    this.job = job;
    this.holder = holder;
  }

  /** Who this is, as others see it. */
  String holder() {
    return holder;
  }

  /** The leader token; waits while another coordinator leads. 0 if the Job is gone. */
  long acquire() {
    long held = token;
    boolean told = false;
    while (held == 0) {
      LedgerReply reply = calls.send(request());
      if (reply instanceof LedgerReply.Leading leading) {
        held = leading.token();
        token = held;
      } else if (reply instanceof LedgerReply.NotLeader other) {
        if (!told) {
          calls.notices().accept(waiting(other));
          told = true;
        }
        calls.pacing().goOnOrThrow(wait(other));
      } else {
        return 0;
      }
    }
    return held;
  }

  /** Says that a token is not the leader's any more. */
  synchronized void lost(long stale) {
    if (token == stale) {
      token = 0;
    }
  }

  /** Renews the lead in the background until closed, and takes it back when it was lost. */
  synchronized void keep() {
    if (renewal == null) {
      Thread thread = new Thread(this::renewing, "gleaner-lead");
      thread.setDaemon(true);
      thread.start();
      renewal = thread;
    }
  }

  private void renewing() {
    try {
      while (!closed.await(RENEW_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        renew();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void renew() {
    try {
      LedgerReply reply = calls.attempt(request());
      if (reply instanceof LedgerReply.Leading leading) {
        token = leading.token();
      } else if (reply instanceof LedgerReply.NotLeader) {
        token = 0;
      }
    } catch (GleanerException e) {
      // Whoever needs the ledger for more than its lead says so; the lead is asked for again.
      if (e.kind() != ErrorKind.TRANSIENT) {
        token = 0;
      }
    }
  }

  /** Gives the lead back; without insisting, as it expires by itself. */
  @Override
  public void close() {
    closed.countDown();
    long held = token;
    token = 0;
    if (held != 0) {
      try {
        calls.attempt(new LedgerRequest.StepDown(held));
      } catch (GleanerException e) {
        // The lead ends with its time.
        return;
      }
    }
  }

  private LedgerRequest request() {
    return new LedgerRequest.Lead(holder, TTL.toMillis());
  }

  private String waiting(LedgerReply.NotLeader other) {
    return ("Job %s is led by %s: waiting until that ends"
            + " (if it is dead, its lead expires in %.0f s).")
        .formatted(job, other.holder(), other.waitMillis() / 1000.0);
  }

  private static Duration wait(LedgerReply.NotLeader other) {
    Duration left = Duration.ofMillis(other.waitMillis() + 1);
    if (left.compareTo(SHORTEST_WAIT) < 0) {
      return SHORTEST_WAIT;
    }
    return left.compareTo(LONGEST_WAIT) < 0 ? left : LONGEST_WAIT;
  }
}
