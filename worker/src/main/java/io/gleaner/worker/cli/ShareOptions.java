package io.gleaner.worker.cli;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.ExitCode;
import io.gleaner.failure.GleanerException;
import io.gleaner.ledger.JobSummary;
import io.gleaner.ledger.Ledger;
import io.gleaner.ledger.LedgerReading;
import io.gleaner.worker.state.WorkerSettings;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/**
 * A worker that runs no more than a share of the Job's items, and what its end means. By itself it
 * has stopped before the Job's end: exit code 75. As one of so many completions it has done its
 * part, and exits with 0 if all parts together are the whole: each counts items that are done by
 * its own commit, an item is done once, so that many such exits leave nothing undone (ADR 0031).
 */
final class ShareOptions {
  private static final Logger LOG = LoggerFactory.getLogger(ShareOptions.class);

  @Option(
      names = "--max-items",
      paramLabel = "N",
      description =
          "Leave after N items (exit code 75), so that a new process runs the next ones. With"
              + " --completions: exit code 0.")
  private @Nullable Long maxItems;

  @Option(
      names = "--completions",
      paramLabel = "K",
      description =
          "This worker is one of K that each run N items (the completions of the Job that starts"
              + " them); K times N must be at least the number of items.")
  private @Nullable Long completions;

  long maxItems() {
    return maxItems == null ? WorkerSettings.UNLIMITED : maxItems;
  }

  /** Refuses what can mean nothing. */
  void check() {
    if (maxItems != null && maxItems < 1) {
      throw GleanerException.configuration("--max-items must be at least 1, not " + maxItems + ".");
    }
    if (completions != null && completions < 1) {
      throw GleanerException.configuration(
          "--completions must be at least 1, not " + completions + ".");
    }
    if (completions != null && maxItems == null) {
      throw GleanerException.configuration(
          "--completions says how many workers share the items: give --max-items too, how many"
              + " items each of them runs.");
    }
  }

  /** Refuses shares that are too small, before anything is run, if the total is known by then. */
  void check(LedgerReading ledger) {
    if (completions != null) {
      ledger.summary().ifPresent(this::suffices);
    }
  }

  /** Whether all shares together are the whole; false as long as nobody knows how much that is. */
  private boolean suffices(JobSummary job) {
    if (job.total() < 0) {
      return false;
    }
    long wanted = ceil(job.total(), maxItems());
    if (completions != null && completions < wanted) {
      throw GleanerException.configuration(
          "The Job has %d items, and %d completions of %d leave some of them undone: set completions"
                  .formatted(job.total(), completions, maxItems())
              + " and --completions to %d.".formatted(wanted));
    }
    return true;
  }

  private static long ceil(long total, long share) {
    return total / share + (total % share == 0 ? 0 : 1);
  }

  /**
   * What the process exits with.
   *
   * @param code how the worker ended
   * @param done how many items it has done
   */
  <L extends Ledger & LedgerReading> ExitCode exitCode(ExitCode code, long done, L ledger) {
    if (completions == null || code != ExitCode.STOPPED || done < maxItems()) {
      return code;
    }
    Optional<JobSummary> job = ledger.summary();
    if (job.isEmpty() || !suffices(job.get())) {
      LOG.warn(
          "Did its share, but the Job is not sealed: whether {} completions are all of it is not"
              + " known yet.",
          completions);
      return code;
    }
    durable(ledger);
    LOG.info("One of {} completions: {} items are done.", completions, done);
    return ExitCode.COMPLETE;
  }

  /** The total that was read is on disk, and with it everything before. */
  private static void durable(Ledger ledger) {
    try {
      ledger.barrier().toCompletableFuture().join();
    } catch (CompletionException e) {
      throw new GleanerException(
          ErrorKind.TRANSIENT,
          "Did its share, but the ledger does not say that the total is on disk.",
          e);
    }
  }
}
