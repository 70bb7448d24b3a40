package io.gleaner.worker.handler.exec;

import io.gleaner.worker.handler.Durations;
import io.gleaner.worker.handler.posix.Environment;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How programs are run for items.
 *
 * @param worker the worker's id, given to commands as GLEANER_WORKER
 * @param timeout how long one item may take, null for as long as it likes
 * @param grace how long a command has between SIGTERM and SIGKILL when its time is up
 * @param maxResult how many bytes of standard output an item may have
 * @param secrets names of environment variables that commands must not see
 */
public record ExecSettings(
    String worker, @Nullable Duration timeout, Duration grace, int maxResult, Set<String> secrets) {
  /** The usual limit of a result: 1 MiB. */
  public static final int DEFAULT_MAX_RESULT = 1 << 20;

  /** Keeps a copy of the names, and refuses what makes no sense. */
  public ExecSettings {
    secrets = Set.copyOf(secrets);
    if (maxResult < 0 || grace.isNegative() || (timeout != null && timeout.isNegative())) {
      throw new IllegalArgumentException("a limit below zero");
    }
  }

  /** What programs inherit: neither the secrets nor what is said of another item. */
  public Environment environment() {
    Set<String> hidden = new HashSet<>(secrets);
    hidden.addAll(ItemVariables.NAMES);
    return Environment.ofThisProcess().without(hidden);
  }

  /** Says that a result is too large. */
  public String tooLarge() {
    return String.format(
        Locale.ROOT,
        "its output is larger than %,d bytes, the limit that --max-result sets",
        maxResult);
  }

  /** Says that the time was up. */
  public String timedOut() {
    return "timed out after " + Durations.text(Objects.requireNonNull(timeout));
  }
}
