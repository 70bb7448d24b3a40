package io.gleaner.faults.cli;

import java.util.concurrent.CountDownLatch;

/** A signal to the harness: interrupts the work, and waits until it has cleaned up. */
final class Interruption {
  private final Thread work;
  private final CountDownLatch over = new CountDownLatch(1);

  private Interruption(Thread work) {
    this.work = work;
  }

  static Interruption of(Thread work) {
    return new Interruption(work);
  }

  /** What the Java machine runs as it ends. */
  Thread hook() {
    return new Thread(
        () -> {
          if (over.getCount() > 0) {
            work.interrupt();
          }
          try {
            over.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        },
        "clean up");
  }

  void over() {
    over.countDown();
  }
}
