package io.gleaner.coordinator.report;

import io.gleaner.coordinator.durable.LineFile;
import io.gleaner.failure.GleanerException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * The file of {@code --results}: JSON Lines, one line an outcome, only ever appended to.
 *
 * <p>Fields, in this order: {@code index} (from 0), {@code status} ("done" or "failed"), {@code
 * uid} and {@code job} (which Job), {@code item}, {@code attempt}, {@code worker}, {@code
 * exitCode}, {@code durationMillis}, {@code output}, and for a failed item {@code error}. {@code
 * item} and {@code output} are strings if they are UTF-8, else {@code {"base64": "…"}}: no byte is
 * lost.
 *
 * <p>An item has at most one line of each status; a failed one is followed by a done one if a retry
 * succeeded. A resumed run finds the lines that are there and goes on behind them.
 */
public final class ResultsFile implements ResultSink {
  private final LineFile lines;
  private final SeenOutcomes seen;
  private final String job;
  private final String uid;

  private ResultsFile(LineFile lines, SeenOutcomes seen, String job, String uid) {
    this.lines = lines;
    this.seen = seen;
    this.job = job;
    this.uid = uid;
  }

  /**
   * Opens or creates a file for a Job. A last line that was not written whole is cut off, and comes
   * again: the ledger forgets no result before {@link #sync}.
   *
   * @param job the Job's name, and {@code uid} its identity: another Job's file is refused, since
   *     equal indexes would be taken for repeats
   * @throws GleanerException of kind CONFIGURATION if the file holds anything but this Job's
   *     results
   */
  public static ResultsFile open(Path file, String job, String uid) {
    SeenOutcomes seen = new SeenOutcomes();
    LineFile lines = LineFile.open(file, new Check(file, uid, seen));
    return new ResultsFile(lines, seen, job, uid);
  }

  @Override
  public void accept(Outcome outcome) {
    if (seen.add(outcome.index(), outcome.done())) {
      lines.append(ResultLine.encode(job, uid, outcome));
    }
  }

  @Override
  public void sync() {
    lines.sync();
  }

  @Override
  public void close() {
    lines.close();
  }

  private record Check(Path file, String uid, SeenOutcomes seen) implements LineFile.Visitor {
    @Override
    public void line(long number, byte[] head) {
      ResultLine line = ResultLine.parse(head);
      if (line == null) {
        throw refused("line " + number + " of it is no result of Gleaner's.");
      }
      if (!line.uid().equals(uid)) {
        throw refused("it has the results of another job (line " + number + ").");
      }
      seen.add(line.index(), line.done());
    }

    @Override
    public boolean lastLine(long number, byte[] head, InputStream whole) throws IOException {
      if (ResultLine.isWhole(whole)) {
        line(number, head);
        return true;
      }
      if (!ResultLine.mayBeTorn(head)) {
        throw refused("line " + number + " of it is no result of Gleaner's.");
      }
      return false;
    }

    private GleanerException refused(String why) {
      return GleanerException.configuration(
          ("Cannot append results to " + file + ": " + why)
              + " Name another file with --results, or move this one away.");
    }
  }
}
