package io.gleaner.worker.cli;

import io.gleaner.failure.ExitCode;
import io.gleaner.worker.handler.Handler;
import io.gleaner.worker.runtime.Worker;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Brings SIGTERM, and a launcher's end, to a worker. The exit code after SIGTERM is the worker's
 * own: the hook that the Java machine runs waits for the worker and then halts the process with it.
 */
final class StopSignals {
  /** How long after the time to drain the worker may still take to give everything back. */
  private static final Duration LAST_RESORT = Duration.ofSeconds(40);

  /** A launcher's servers may have gone with it: no use in waiting long for them. */
  private static final Duration AFTER_THE_LAUNCHER = Duration.ofSeconds(4);

  private final CompletableFuture<ExitCode> ended = new CompletableFuture<>();
  private final Worker worker;
  private final Handler handler;
  private final TerminationLog lastWord;

  private StopSignals(Worker worker, Handler handler, TerminationLog lastWord) {
    this.worker = worker;
    this.handler = handler;
    this.lastWord = lastWord;
  }

  static StopSignals listen(
      Worker worker, Duration drain, Handler handler, boolean launched, TerminationLog lastWord) {
    StopSignals signals = new StopSignals(worker, handler, lastWord);
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> signals.terminated(drain), "stop-on-signal"));
    if (launched) {
      Thread thread = new Thread(signals::awaitLauncher, "await-launcher");
      thread.setDaemon(true);
      thread.start();
    }
    return signals;
  }

  /** The worker is over: a signal has nothing to do any more. */
  void ended(ExitCode code) {
    ended.complete(code);
  }

  private void terminated(Duration drain) {
    if (!ended.isDone()) {
      worker.stop(drain.toMillis());
      Runtime.getRuntime().halt(await(drain.plus(LAST_RESORT)).code());
    }
  }

  /** Its end of our standard input is closed when it dies, whatever it dies of. */
  private void awaitLauncher() {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // As good as the end.
    }
    worker.stop(0);
    ExitCode code = await(AFTER_THE_LAUNCHER);
    if (!ended.isDone()) {
      worker.startNoMore();
      handler.close();
      Runtime.getRuntime().halt(code.code());
    }
  }

  private ExitCode await(Duration time) {
    try {
      return ended.get(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      lastWord.write("Asked to stop, and not done with that in " + time.toSeconds() + " s.");
      return ExitCode.TERMINATED;
    }
  }
}
