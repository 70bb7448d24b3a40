package io.gleaner.coordinator.control;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The port to what runs the programs of workers. What it has started runs on when the coordinator
 * ends, and another one finds it by the worker's uid.
 */
public interface ProgramRunner {
  /** What is seen of one start of a program. */
  sealed interface Sight {
    /** It was never started. */
    record Unstarted() implements Sight {}

    /**
     * It runs.
     *
     * @param pid the process that watches over it
     * @param startToken what tells this process from a later one with its pid
     * @param since when it began
     */
    record Running(long pid, String startToken, Instant since) implements Sight {}

    /**
     * It has ended, and nothing that it had started is left.
     *
     * @param since when it began
     * @param at when it ended, or was found to have
     * @param exitCode 128 + n after signal n; null if nobody knows
     */
    record Ended(long pid, String startToken, Instant since, Instant at, @Nullable Integer exitCode)
        implements Sight {}
  }

  /**
   * Starts a worker's program, unless this start was made before: then, and only then, it does
   * nothing, so that it may be asked again when it is not known whether it was.
   *
   * @param worker which; its {@code restarts} say which start it is
   * @throws io.gleaner.failure.GleanerException transient if no process could be started
   */
  void start(WorkerRecord worker, Program program);

  /** Looks at the worker's current start. */
  Sight look(WorkerRecord worker);

  /**
   * Asks the program to end (SIGTERM). One that was not started yet never will be, and counts as
   * ended by that signal.
   *
   * @return whether it was asked, or has ended; false if that is to be tried again
   */
  boolean stop(WorkerRecord worker);

  /** Ends the program and all that it has started (SIGKILL). */
  void kill(WorkerRecord worker);

  /** Removes what is kept of a worker that has ended: its log too. */
  void forget(WorkerRecord worker);

  /** Where the output of a worker goes. */
  String logFile(String workerUid);
}
