package io.gleaner.coordinator.manifest;

import io.gleaner.coordinator.fill.ItemFormat;
import io.gleaner.coordinator.job.manifest.SentSpec;
import io.gleaner.ledger.JobSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a WorkQueueJob wants.
 *
 * @param job the Job of its workers, with defaults: a work queue whose policy knows workers' exit
 *     codes
 * @param items where the items are
 * @param handler what runs for each
 * @param ledger what the ledger keeps of the Job
 * @param maxItemBytes the most that an item may have
 */
public record WorkQueueSpec(
    SentSpec job, Items items, Handler handler, JobSpec ledger, int maxItemBytes) {
  /**
   * The items: of a file or of a list.
   *
   * @param file the file; null if there is a list
   * @param list the items themselves; empty if there is a file
   * @param format how the file is cut
   */
  public record Items(@Nullable String file, List<String> list, ItemFormat format) {
    /** Keeps the list from being changed. */
    public Items {
      list = List.copyOf(list);
    }
  }

  /**
   * What runs for each item, as the options of {@code gleaner run} say it.
   *
   * @param command the command with its replacement strings; empty for a Java handler
   * @param stdin whether the item is written to its standard input
   * @param stream whether the command is started once a slot, and given items as JSON Lines
   * @param itemTimeout how long one item may take; null for any time
   * @param concurrency how many items each worker runs at once
   * @param grace the time between SIGTERM and SIGKILL
   * @param drain how long running items may take to finish when the worker is asked to stop
   * @param maxResultBytes the largest output of an item
   * @param classpath jars and folders of a Java handler; null for a command
   * @param name which of several Java handlers; null for the only one
   */
  public record Handler(
      List<String> command,
      boolean stdin,
      boolean stream,
      @Nullable Duration itemTimeout,
      int concurrency,
      Duration grace,
      Duration drain,
      long maxResultBytes,
      @Nullable String classpath,
      @Nullable String name) {
    /** Keeps the command from being changed. */
    public Handler {
      command = List.copyOf(command);
    }

    /** The same as the worker program's options, without the command. */
    public List<String> workerOptions() {
      List<String> options = new ArrayList<>();
      options.add("--concurrency=" + concurrency);
      options.add("--grace=" + grace.toMillis() + "ms");
      options.add("--drain=" + drain.toMillis() + "ms");
      options.add("--max-result=" + maxResultBytes);
      if (stdin) {
        options.add("--stdin");
      }
      if (stream) {
        options.add("--handler=stream");
      }
      if (itemTimeout != null) {
        options.add("--item-timeout=" + itemTimeout.toMillis() + "ms");
      }
      if (classpath != null) {
        options.add("--handler-classpath=" + classpath);
      }
      if (name != null) {
        options.add("--handler=" + name);
      }
      return options;
    }
  }
}
