package io.gleaner.coordinator.cli;

import io.gleaner.failure.GleanerException;
import io.gleaner.ledger.JobSpec;
import io.gleaner.retry.FailurePolicy;
import io.gleaner.retry.FailureRule;
import io.gleaner.retry.RetryPolicy;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that the ledger keeps with the Job, as its spec. */
public final class JobOptions {
  /** AMQP counts heartbeats in whole seconds, and three must fit into a lease. */
  private static final Duration SHORTEST_LEASE = Duration.ofSeconds(3);

  @Option(
      names = "--lease",
      paramLabel = "D",
      defaultValue = "15s",
      converter = DurationConverter.class,
      description =
          "How long a worker's items stay its own without a heartbeat; a dead worker's items are"
              + " taken over after it. Default: ${DEFAULT-VALUE}.")
  private Duration lease = Duration.ofMillis(JobSpec.DEFAULT_LEASE_MILLIS);

  @Option(
      names = "--max-attempts",
      paramLabel = "N",
      defaultValue = "3",
      description = "How often an item is tried at most. Default: ${DEFAULT-VALUE}.")
  private int maxAttempts = RetryPolicy.DEFAULT.maxAttempts();

  @Option(
      names = "--retry-delay",
      paramLabel = "D",
      defaultValue = "1s",
      converter = DurationConverter.class,
      description = "The delay before the second attempt; it doubles. Default: ${DEFAULT-VALUE}.")
  private Duration retryDelay = Duration.ofMillis(RetryPolicy.DEFAULT.initialDelayMillis());

  @Option(
      names = "--max-retry-delay",
      paramLabel = "D",
      converter = DurationConverter.class,
      description = "The longest delay. Default: 1m, or the retry delay where that is longer.")
  private @Nullable Duration maxRetryDelay;

  @Option(
      names = "--on-exit",
      paramLabel = "CODES=ACTION",
      description = {
        "What a command's exit code means: Count (try again), FailIndex (fail the item at once),",
        "Ignore (try again, not counted) or FailJob. As in 75=Ignore, 2,64-78=FailIndex, or",
        "!1,2=FailJob for all but these. Given several times, the first that matches decides."
      })
  private List<String> onExit = List.of();

  @Option(
      names = "--max-failed-items",
      paramLabel = "N",
      description = "End the job at once when more items than this have failed for good.")
  private @Nullable Long maxFailedItems;

  @Option(
      names = "--tolerate-failed-items",
      paramLabel = "N",
      description = "The job is complete although so many items failed for good. Default: 0.")
  private @Nullable Long tolerateFailedItems;

  @Option(
      names = "--active-deadline",
      paramLabel = "D",
      converter = DurationConverter.class,
      description = "The job fails so long after it was opened.")
  private @Nullable Duration activeDeadline;

  @Option(
      names = "--max-waiting-results",
      paramLabel = "BYTES",
      defaultValue = "64MiB",
      converter = SizeConverter.class,
      description =
          "Workers take no more items while so much output waits to be collected."
              + " Default: ${DEFAULT-VALUE}.")
  private long maxWaitingResults = JobSpec.DEFAULT_MAX_WAITING_RESULT_BYTES;

  @Option(
      names = "--speculate",
      description = {
        "When workers idle at the end, start the longest-running items a second time elsewhere.",
        "The first outcome counts and the other attempt is killed: for handlers that may run twice",
        "at once. A second start is an attempt: it needs --max-attempts of 2 or more."
      })
  private boolean speculate;

  /**
   * The Job's spec.
   *
   * @param parameters see {@link JobSpec#parameters}
   * @throws GleanerException configuration, if the options do not go together
   */
  public JobSpec spec(String parameters) {
    require(lease.compareTo(SHORTEST_LEASE) >= 0, "--lease must be at least 3s.");
    require(maxAttempts >= 1, "--max-attempts must be at least 1, not " + maxAttempts + ".");
    require(
        maxFailedItems == null || maxFailedItems >= 0, "--max-failed-items must not be negative.");
    require(
        tolerateFailedItems == null || tolerateFailedItems >= 0,
        "--tolerate-failed-items must not be negative.");
    require(
        activeDeadline == null || !activeDeadline.isZero(),
        "--active-deadline must be more than 0.");
    require(maxWaitingResults >= 1, "--max-waiting-results must be at least 1 byte.");
    return new JobSpec(
        parameters,
        lease.toMillis(),
        new RetryPolicy(
            maxAttempts,
            retryDelay.toMillis(),
            longestDelay(),
            new FailurePolicy(onExit.stream().map(FailureRule::parse).toList())),
        maxFailedItems == null ? JobSpec.UNSET : maxFailedItems,
        tolerateFailedItems == null ? JobSpec.UNSET : tolerateFailedItems,
        activeDeadline == null ? JobSpec.UNSET : activeDeadline.toMillis(),
        maxWaitingResults,
        speculate);
  }

  /** How long after its opening the Job fails; null for never. */
  public @Nullable Duration activeDeadline() {
    return activeDeadline;
  }

  private long longestDelay() {
    if (maxRetryDelay == null) {
      return Math.max(RetryPolicy.DEFAULT.maxDelayMillis(), retryDelay.toMillis());
    }
    require(
        maxRetryDelay.compareTo(retryDelay) >= 0,
        "--max-retry-delay must not be shorter than --retry-delay.");
    return maxRetryDelay.toMillis();
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw GleanerException.configuration(sentence);
    }
  }
}
