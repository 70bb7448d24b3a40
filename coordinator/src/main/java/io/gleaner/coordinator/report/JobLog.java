package io.gleaner.coordinator.report;

import io.gleaner.coordinator.durable.LineFile;
import io.gleaner.failure.GleanerException;
import io.gleaner.item.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file of {@code --joblog}, in GNU parallel's columns: Seq (index + 1), Host (the worker),
 * Starttime (seconds since 1970), JobRuntime (seconds), Send (always 0), Receive (bytes of output),
 * Exitval, Signal, Command (newlines as NUL bytes).
 *
 * <p>Exitval is 0 for done items only: -1 for one that failed although its command exited with 0.
 * For a command ended by a signal, Exitval is 128 + Signal, where parallel says 0.
 */
public final class JobLog implements ResultSink {
  private static final String HEADER =
      "Seq\tHost\tStarttime\tJobRuntime\tSend\tReceive\tExitval\tSignal\tCommand";
  private static final Pattern LINE =
      Pattern.compile(
          "(\\d{1,18})\t[^\t]*\t *[\\d.]+\t *[\\d.]+\t\\d+\t\\d+\t(-?\\d+)\t(\\d+)\t.*",
          Pattern.DOTALL);
  private static final int HIGHEST_SIGNAL = 64;

  private final LineFile lines;
  private final SeenOutcomes seen;
  private final Function<Outcome, Bytes> command;

  private JobLog(LineFile lines, SeenOutcomes seen, Function<Outcome, Bytes> command) {
    this.lines = lines;
    this.seen = seen;
    this.command = command;
  }

  /**
   * Opens or creates a log.
   *
   * @param resumed whether lines of an earlier run of the same Job may be there, to go on behind;
   *     if not, a file that is not empty is refused
   * @param command the command line of an item, as it is to be shown
   * @throws GleanerException of kind CONFIGURATION if the file holds anything else
   */
  public static JobLog open(Path file, boolean resumed, Function<Outcome, Bytes> command) {
    SeenOutcomes seen = new SeenOutcomes();
    LineFile lines = LineFile.open(file, new Check(file, resumed, seen));
    if (lines.isEmpty()) {
      lines.append((HEADER + "\n").getBytes(StandardCharsets.US_ASCII));
    }
    return new JobLog(lines, seen, command);
  }

  @Override
  public void accept(Outcome outcome) {
    if (seen.add(outcome.index(), outcome.done())) {
      lines.append(line(outcome));
    }
  }

  private byte[] line(Outcome outcome) {
    int code = outcome.exitCode();
    int exitValue = code == 0 && !outcome.done() ? -1 : code;
    int signal = code > 128 && code <= 128 + HIGHEST_SIGNAL ? code - 128 : 0;
    String columns =
        String.format(
            Locale.ROOT,
            "%d\t%s\t%.3f\t%10.3f\t0\t%d\t%d\t%d\t",
            outcome.index() + 1,
            outcome.worker(),
            outcome.startedAtMillis() / 1000.0,
            outcome.durationMillis() / 1000.0,
            outcome.output().size(),
            exitValue,
            signal);
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    line.writeBytes(columns.getBytes(StandardCharsets.UTF_8));
    for (byte b : command.apply(outcome).array()) {
      line.write(b == '\n' ? 0 : b);
    }
    line.write('\n');
    return line.toByteArray();
  }

  @Override
  public void sync() {
    lines.sync();
  }

  @Override
  public void close() {
    lines.close();
  }

  private record Check(Path file, boolean resumed, SeenOutcomes seen) implements LineFile.Visitor {
    @Override
    public void line(long number, byte[] head) {
      if (!resumed) {
        throw refused("it is not empty.");
      }
      String text = new String(head, StandardCharsets.ISO_8859_1);
      if (number == 1 && text.equals(HEADER)) {
        return;
      }
      Matcher columns = LINE.matcher(text);
      if (number == 1 || !columns.matches()) {
        throw refused("line " + number + " of it is not a job log's.");
      }
      boolean done = columns.group(2).equals("0") && columns.group(3).equals("0");
      seen.add(Long.parseLong(columns.group(1)) - 1, done);
    }

    @Override
    public boolean lastLine(long number, byte[] head, InputStream whole) {
      String text = new String(head, StandardCharsets.ISO_8859_1);
      boolean torn = number == 1 ? HEADER.startsWith(text) : text.matches("(?s)[\\d\0].*");
      if (!torn) {
        throw refused("line " + number + " of it is not a job log's.");
      }
      return false;
    }

    private GleanerException refused(String why) {
      return GleanerException.configuration(
          ("Cannot append to the job log " + file + ": " + why)
              + " Name another file with --joblog, or move this one away.");
    }
  }
}
