package io.gleaner.coordinator.cli;

import io.gleaner.coordinator.report.AllSinks;
import io.gleaner.coordinator.report.HeldOutputs;
import io.gleaner.coordinator.report.JobLog;
import io.gleaner.coordinator.report.KeepOrderSink;
import io.gleaner.coordinator.report.Outcome;
import io.gleaner.coordinator.report.OutputPrinter;
import io.gleaner.coordinator.report.ResultSink;
import io.gleaner.coordinator.report.ResultsFile;
import io.gleaner.coordinator.report.Screen;
import io.gleaner.coordinator.report.ShownJournal;
import io.gleaner.coordinator.report.StandardOutputSink;
import io.gleaner.coordinator.runtime.JobFiles;
import io.gleaner.coordinator.runtime.JobSession;
import io.gleaner.failure.GleanerException;
import io.gleaner.item.Bytes;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say where results go. */
public final class ResultOptions {
  private static final long HELD_IN_MEMORY_BYTES = 64L << 20;

  @Option(
      names = "--results",
      paramLabel = "FILE",
      description = "Write results to a file of JSON Lines, not to standard output.")
  private @Nullable Path results;

  @Option(names = "--keep-order", description = "Print results in the order of the input.")
  private boolean keepOrder;

  @Option(names = "--tag", description = "Put the item and a tab before each line of its output.")
  private boolean tag;

  @Option(
      names = "--joblog",
      paramLabel = "FILE",
      description = "Write a log of ended items, in GNU parallel's columns.")
  private @Nullable Path jobLog;

  /**
   * Refuses options that do not go together; to be called before anything is started.
   *
   * @throws GleanerException configuration
   */
  public void check() {
    if (results != null && (keepOrder || tag)) {
      throw GleanerException.configuration(
          "--keep-order and --tag are for results on standard output; with --results each line"
              + " names its item.");
    }
  }

  /**
   * The same for a Job's session, to go on behind what an earlier run wrote.
   *
   * @param files of the Job, prepared
   * @param command an item's command line as the job log shows it
   * @param screen what stands in the way of printing
   */
  public ResultSink open(
      JobSession session,
      JobFiles files,
      OutputStream out,
      Screen screen,
      Function<Outcome, Bytes> command) {
    return open(
        session.job().value(),
        session.uid(),
        !session.opened().created(),
        files,
        out,
        screen,
        command);
  }

  /** Whether a job log is to be written. */
  boolean logsJobs() {
    return jobLog != null;
  }

  /** Whether results are printed to standard output. */
  public boolean toStandardOutput() {
    return results == null;
  }

  /**
   * Opens where the results go, to go on behind what an earlier run wrote.
   *
   * @param job the Job's name, and {@code uid} its identity
   * @param resumed whether the Job was there before
   * @param files of the Job, prepared
   * @param command an item's command line as the job log shows it
   * @param screen what stands in the way of printing
   */
  public ResultSink open(
      String job,
      String uid,
      boolean resumed,
      JobFiles files,
      OutputStream out,
      Screen screen,
      Function<Outcome, Bytes> command) {
    check();
    List<ResultSink> sinks = new ArrayList<>();
    AllSinks opened = null;
    try {
      if (results != null) {
        sinks.add(ResultsFile.open(results, job, uid));
      } else {
        sinks.add(printing(files, new OutputPrinter(out, tag, screen)));
      }
      if (jobLog != null) {
        sinks.add(JobLog.open(jobLog, resumed, command));
      }
      opened = new AllSinks(sinks);
      return opened;
    } finally {
      if (opened == null) {
        new AllSinks(sinks).close();
      }
    }
  }

  private ResultSink printing(JobFiles files, OutputPrinter printer) {
    ShownJournal journal = ShownJournal.open(files.shown());
    if (!keepOrder) {
      return new StandardOutputSink(printer, journal);
    }
    HeldOutputs held = null;
    ResultSink sink = null;
    try {
      held = HeldOutputs.open(files.held(), HELD_IN_MEMORY_BYTES);
      sink = KeepOrderSink.open(printer, journal, held);
      return sink;
    } finally {
      if (sink == null) {
        if (held != null) {
          held.close();
        }
        journal.close();
      }
    }
  }
}
