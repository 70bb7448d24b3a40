package io.gleaner.worker.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the explorations of one test run saw, as a page: target/protocol-model.md. */
final class ModelReport {
  private static final Path PAGE = Path.of("target", "protocol-model.md");
  private static final List<String> WHOLE = new ArrayList<>();
  private static final List<String> WITHOUT = new ArrayList<>();

  private ModelReport() {}

  /** Notes an exploration of the whole protocol. */
  static synchronized void whole(Setup setup, Explorer.Report report) {
    String bound = setup.depth() == 0 ? "" : " (bound)";
    WHOLE.add(
        "| %s | %,d | %,d | %d%s | %.1f | %s |"
            .formatted(
                setup,
                report.states(),
                report.transitions(),
                report.depth(),
                bound,
                report.millis() / 1_000.0,
                report.violation() == null ? "all hold" : report.violation()));
    write();
  }

  /** Notes an exploration without a rule. */
  static synchronized void without(String rule, Setup setup, Explorer.Report report) {
    WITHOUT.add(
        "| %s | %s | %s | %,d | %d | %.1f |"
            .formatted(
                rule,
                setup,
                report.violation(),
                report.states(),
                report.trace().size(),
                report.millis() / 1_000.0));
    write();
  }

  private static void write() {
    List<String> page = new ArrayList<>();
    page.add("# What the protocol model explored");
    page.add("");
    page.add("| case | states | transitions | depth | seconds | invariants |");
    page.add("|---|---:|---:|---:|---:|---|");
    page.addAll(WHOLE);
    page.add("");
    page.add("## Without one rule");
    page.add("");
    page.add("| rule removed | case | broken | states | trace | seconds |");
    page.add("|---|---|---|---:|---:|---:|");
    page.addAll(WITHOUT);
    try {
      Files.createDirectories(PAGE.getParent());
      Files.write(PAGE, page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
