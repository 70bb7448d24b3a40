package io.gleaner.faults.run;

import io.gleaner.faults.evidence.Event;
import io.gleaner.faults.evidence.EventKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The exit codes of launched workers, which only their coordinator sees: it adds them to the
 * workers' logs, unless it was killed before.
 */
final class ExitsInLogs {
  private static final Pattern END = Pattern.compile("ended with exit code (\\d+) at ");

  private ExitsInLogs() {}

  /** The journal with the exit codes that the logs have. */
  static List<Event> added(List<Event> journal, Path logs) {
    return journal.stream()
        .map(
            event ->
                event.kind() == EventKind.GONE
                    ? event.withDetail(code(logs.resolve(event.worker() + ".log")))
                    : event)
        .toList();
  }

  private static String code(Path log) {
    try {
      // A handler may have written anything.
      Matcher end = END.matcher(Files.readString(log, StandardCharsets.ISO_8859_1));
      return end.find() ? end.group(1) : "-";
    } catch (IOException noLog) {
      return "-";
    }
  }
}
