package io.gleaner.faults.cli;

import java.util.concurrent.CountDownLatch;

/**
 * A signal to the harness: asks the work to stop, and waits until it has cleaned up. The thread is
 * not interrupted, for cleaning up means waiting for processes.
 */
final class Interruption {
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean asked;

  /** What the Java machine runs as it ends. */
  Thread hook() {
    return new Thread(
        () -> {
          asked = true;
          try {
            over.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        },
        "clean up");
  }

  /** Whether the work is to stop. */
  boolean asked() {
    return asked;
  }

  /** All is cleaned up. */
  void over() {
    over.countDown();
  }
}
