package io.gleaner.coordinator.cli;

import io.gleaner.coordinator.conformance.Recording;
import io.gleaner.coordinator.conformance.RecordingFolder;
import io.gleaner.coordinator.conformance.RecordingKind;
import io.gleaner.coordinator.conformance.cron.CronRecordings;
import io.gleaner.coordinator.conformance.job.JobRecordings;
import io.gleaner.failure.ExitCode;
import io.gleaner.failure.GleanerException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gleaner conformance}: replays recordings of real controllers. */
@Command(
    name = "conformance",
    hidden = true,
    description = "Replay recordings of Kubernetes' controllers, and say what differs.",
    footerHeading = "%nExample:%n",
    footer = "  gleaner conformance recordings/")
final class ConformanceCommand implements Callable<Integer> {
  /** A further kind of recordings is one more of these. */
  static final List<RecordingKind> KINDS = List.of(new JobRecordings(), new CronRecordings());

  private final Surroundings around;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  @SuppressWarnings("FieldCanBeFinal") // picocli sets it
  @Parameters(paramLabel = "DIR", description = "A folder of recordings, JSON files.")
  private Path folder = Path.of("");

  ConformanceCommand(Surroundings around) {
    this.around = around;
  }

  /** Whether only a text was asked for. */
  boolean informs() {
    return help;
  }

  @Override
  public Integer call() {
    RecordingFolder reader = new RecordingFolder(KINDS);
    PrintStream lines = around.lines();
    ExitCode verdict = ExitCode.COMPLETE;
    for (Path file : RecordingFolder.files(folder)) {
      try {
        Recording recording = reader.read(file);
        Optional<String> difference = difference(recording);
        lines.println(
            difference
                .map(sentence -> "FAIL " + recording.name() + ": " + oneLine(sentence))
                .orElse("pass " + recording.name()));
        if (difference.isPresent()) {
          verdict = ExitCode.ERROR;
        }
      } catch (GleanerException e) {
        // The others are replayed all the same.
        lines.println(
            "FAIL " + file.getFileName() + ": " + oneLine(String.valueOf(e.getMessage())));
        verdict = ExitCode.ERROR;
      }
    }
    return verdict.code();
  }

  private static Optional<String> difference(Recording recording) {
    try {
      return recording.firstDifference();
    } catch (RuntimeException e) {
      return Optional.of("the replay broke down: " + e);
    }
  }

  private static String oneLine(String sentence) {
    return sentence.replace("\n", " ").replace("\r", " ");
  }
}
