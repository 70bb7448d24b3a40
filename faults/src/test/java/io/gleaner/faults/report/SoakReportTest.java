package io.gleaner.faults.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.faults.check.Takeover;
import io.gleaner.faults.check.Takeover.Way;
import io.gleaner.faults.check.Violation;
import io.gleaner.faults.run.RunOutcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SoakReportTest {
  private static final SoakFacts FACTS =
      new SoakFacts(
          "2026-01-02",
          "2 processors",
          List.of("RabbitMQ 4.3", "Redis 8"),
          "abc123",
          ".ci/soak --seed 1",
          3_000);

  @Test
  void figures_of_all_runs_are_added_up() {
    String page = SoakReport.of(FACTS, List.of(outcome(0, List.of()), outcome(1, List.of())));
    assertThat(page)
        .contains(
            ".ci/soak --seed 1",
            "RabbitMQ 4.3, Redis 8. Commit abc123.",
            "least, median, most | 2.5, 2.5, 2.5 |",
            "| runs | 2 |",
            "| items | 20 |",
            "| faults injected by the harness | 6 |",
            "| **violations** | **0** |",
            "| handler fails | 4 |",
            "Exit codes: worker 0: 4.");
  }

  @Test
  void only_takeovers_without_another_fault_count() {
    String page = SoakReport.of(FACTS, List.of(outcome(0, List.of())));
    assertThat(page)
        .contains("| killed, its launcher saw it | 1000 | 2 | 100 | 100 | 300 | 80 | 280 |");
  }

  @Test
  void a_violation_is_told_with_its_run_and_its_evidence() {
    String page =
        SoakReport.of(FACTS, List.of(outcome(7, List.of(new Violation("1 No loss", "item 3")))));
    assertThat(page)
        .contains(
            "| **violations** | **1** |", "| 1 No loss | 1 |", "### Run 7", "- 1 No loss: item 3")
        .contains("Evidence: run-7");
  }

  private static RunOutcome outcome(int run, List<Violation> violations) {
    return new RunOutcome(
        run,
        10,
        12,
        61_000,
        2.5,
        Map.of("kill", 3, "handler fails", 2),
        Map.of("worker 0", 2),
        List.of(
            new Takeover(Way.WATCHED, 1, 300, 280, true),
            new Takeover(Way.WATCHED, 2, 100, 80, true),
            new Takeover(Way.WATCHED, 3, 9_000, 9_000, false)),
        violations,
        Path.of("run-" + run));
  }
}
