package io.gleaner.faults.cli;

import io.gleaner.faults.process.Command;
import io.gleaner.faults.report.SoakFacts;
import io.gleaner.faults.servers.Backend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Finds out what a report says of the machine and the servers. */
final class SoakFactsFinder {
  private final SoakFacts facts;

  SoakFactsFinder(Backend backend, Path gleaner, String command, long leaseMillis)
      throws IOException {
    facts =
        new SoakFacts(
            LocalDate.now(ZoneOffset.UTC).toString(),
            "%d processors, %s of memory, %s %s"
                .formatted(
                    Runtime.getRuntime().availableProcessors(),
                    memory(),
                    System.getProperty("os.name"),
                    System.getProperty("os.arch")),
            List.of(
                backend.broker().version(),
                backend.ledger().version(),
                "Java " + System.getProperty("java.version")),
            commit(gleaner),
            command,
            leaseMillis);
  }

  /** Of the checkout that the program was built in, with a mark if it has changes. */
  private static String commit(Path gleaner) {
    String folder = String.valueOf(gleaner.toAbsolutePath().getParent());
    try {
      return Command.output(
              List.of("git", "-C", folder, "describe", "--always", "--dirty", "--abbrev=12"))
          .strip();
    } catch (IllegalStateException | UncheckedIOException noCheckout) {
      return "unknown";
    }
  }

  SoakFacts facts() {
    return facts;
  }

  private static String memory() throws IOException {
    String first = Files.readAllLines(Path.of("/proc/meminfo")).get(0);
    long kilobytes = Long.parseLong(first.replaceAll("[^0-9]", ""));
    return kilobytes / 1024 / 1024 + " GiB";
  }
}
