package io.gleaner.coordinator.launch.kubernetes;

import io.gleaner.coordinator.launch.WorkerListener;
import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a Job once a second, on a thread of its own, and tells what is new: workers that have
 * ended, and once each what keeps workers from working.
 */
final class JobWatcher implements AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(1);

  /** A large Job is looked at less often: each look lists all of its pods. */
  private static final int PODS_A_SECOND = 200;

  private final JobAccess access;
  private final WorkerListener listener;
  private final Semaphore wake = new Semaphore(0);
  private final Set<String> pods = new HashSet<>();
  private final Set<String> ended = new HashSet<>();
  private final Set<String> told = new HashSet<>();
  private volatile Sight sight = Sight.NONE;
  private volatile int podsSeen;
  private volatile boolean seen;
  private volatile boolean closed;
  private @Nullable Thread thread;

  JobWatcher(JobAccess access, WorkerListener listener) {
    this.access = access;
    this.listener = listener;
  }

  void start() {
    Thread looking = new Thread(this::looking, "gleaner-cluster");
    looking.setDaemon(true);
    looking.start();
    thread = looking;
  }

  /** What was seen last. */
  Sight sight() {
    return sight;
  }

  /** Whether anything was seen yet. */
  boolean seen() {
    return seen;
  }

  /** How many pods there were in all. */
  int podsSeen() {
    return podsSeen;
  }

  /** Looks again at once. */
  void lookAgain() {
    wake.release();
  }

  private void looking() {
    boolean reachable = true;
    while (!closed) {
      try {
        take(access.look());
        if (!reachable) {
          listener.line("", "the cluster answers again.");
        }
        reachable = true;
      } catch (GleanerException e) {
        if (reachable) {
          listener.line("", e.getMessage() + again(e));
        }
        reachable = false;
      }
      pause(EVERY.plusMillis(1000L * sight.pods().size() / PODS_A_SECOND));
    }
  }

  /** The workers go on without being watched; the ledger knows when all is done. */
  private static String again(GleanerException e) {
    return e.kind() == ErrorKind.TRANSIENT
        ? " Trying again until it works; the workers go on meanwhile."
        : " Trying again.";
  }

  private void take(Sight now) {
    for (PodState pod : now.pods()) {
      pods.add(pod.name());
      pod.terminated()
          .filter(end -> ended.add(pod.name()))
          .ifPresent(end -> listener.ended(pod.name(), end.getExitCode()));
    }
    podsSeen = pods.size();
    List<Trouble> troubles = Troubles.of(now.pods(), now.refusals());
    troubles.stream()
        .filter(trouble -> told.add(trouble.key()))
        .forEach(trouble -> listener.line("", trouble.sentence()));
    sight = now;
    seen = true;
  }

  private void pause(Duration time) {
    try {
      if (wake.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS)) {
        wake.drainPermits();
      }
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  @Override
  public void close() {
    closed = true;
    Thread looking = thread;
    if (looking != null) {
      looking.interrupt();
    }
  }
}
