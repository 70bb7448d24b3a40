package io.gleaner.benchmark.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

/** Machine, versions and date. */
public final class Facts {
  private Facts() {}

  /**
   * As they are now.
   *
   * @param servers the servers' versions
   * @param sizes how much was measured
   */
  public static List<String> now(String servers, String sizes) throws IOException {
    String cpu =
        Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse("unknown processor");
    String load = Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
    return List.of(
        "Date: " + LocalDate.now(Clock.systemUTC()),
        "Machine: "
            + Runtime.getRuntime().availableProcessors()
            + " processors, "
            + cpu
            + "; load at the end: "
            + load,
        "Java: " + System.getProperty("java.version"),
        "Servers: " + servers,
        "Sizes: " + sizes);
  }
}
