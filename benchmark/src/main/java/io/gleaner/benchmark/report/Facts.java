package io.gleaner.benchmark.report;

import io.gleaner.benchmark.measure.MachineLoad;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** Machine, versions and date. */
public final class Facts {
  private Facts() {}

  /**
   * As they are now.
   *
   * @param commit what was measured
   * @param versions of the servers and the peers
   * @param settings how much was measured
   * @param load what else the machine did
   */
  public static List<String> now(String commit, String versions, String settings, MachineLoad load)
      throws IOException {
    String processor = value(Path.of("/proc/cpuinfo"), "model name");
    double gib =
        Double.parseDouble(value(Path.of("/proc/meminfo"), "MemTotal").split(" ", 2)[0])
            / (1 << 20);
    return List.of(
        "Date: " + Instant.now(Clock.systemUTC()).truncatedTo(ChronoUnit.MINUTES),
        "Commit: " + commit,
        String.format(
            Locale.ROOT,
            "Machine: %d processors (%s), %.0f GiB, Linux %s, Java %s",
            Runtime.getRuntime().availableProcessors(),
            processor,
            gib,
            System.getProperty("os.version"),
            System.getProperty("java.version")),
        "Versions: " + versions,
        "Settings: " + settings,
        String.format(
            Locale.ROOT,
            "Others on the machine: programs that are not of this measurement took %.0f %% of the"
                + " processors meanwhile; load average at the end %s. %s",
            load.othersPart() * 100,
            Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0],
            load.quiet()
                ? "It was as good as alone."
                : "**It was not quiet: the figures are for seeing that every measure works, and"
                    + " the goals are not judged by them.**"));
  }

  private static String value(Path file, String name) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("0 unknown");
  }
}
