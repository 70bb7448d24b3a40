package io.gleaner.config;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Waits, at the start of a program, for servers that do not answer yet: where everything is started
 * at once, they may take longer than we do. Only what may go away by itself is waited for.
 */
public final class ServerWait {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final long end;
  private final Duration pause;
  private final Consumer<String> notices;
  private boolean told;

  /**
   * The time counts from now, for all connections together.
   *
   * @param limit how long to wait at most; with zero there is one try
   * @param notices hears once that there is something to wait for
   */
  public ServerWait(Duration limit, Consumer<String> notices) {
    this(limit, PAUSE, notices);
  }

  ServerWait(Duration limit, Duration pause, Consumer<String> notices) {
    this.end = System.nanoTime() + limit.toNanos();
    this.pause = pause;
    this.notices = notices;
  }

  /**
   * Connects, again and again until it works or the time is over.
   *
   * @throws GleanerException what the connection fails with when the time is over, or when waiting
   *     would not mend it
   */
  public <T> T connect(Supplier<T> connection) {
    while (true) {
      try {
        return connection.get();
      } catch (GleanerException e) {
        if (e.kind() != ErrorKind.TRANSIENT || end - System.nanoTime() <= 0 || !rested()) {
          throw e;
        }
        if (!told) {
          told = true;
          notices.accept(e.getMessage() + " Waiting for it.");
        }
      }
    }
  }

  /** False if somebody wants this thread to end. */
  private boolean rested() {
    try {
      Thread.sleep(pause.toMillis());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
