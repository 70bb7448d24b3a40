package io.gleaner.faults.cli;

import io.gleaner.faults.report.SoakFacts;
import io.gleaner.faults.servers.Backend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Finds out what a report says of the machine and the servers. */
final class SoakFactsFinder {
  private final SoakFacts facts;

  SoakFactsFinder(Backend backend, String command, long leaseMillis) throws IOException {
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
            command,
            leaseMillis);
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
