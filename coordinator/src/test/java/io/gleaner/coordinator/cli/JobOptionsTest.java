package io.gleaner.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.ledger.JobSpec;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class JobOptionsTest {
  @Test
  void whatIsNotGivenIsTheDefault() {
    assertThat(spec()).isEqualTo(JobSpec.of("p"));
  }

  @Test
  void backupAttemptsAreAskedForByName() {
    assertThat(spec("--speculate")).isEqualTo(JobSpec.of("p").speculating(true));
  }

  private static JobSpec spec(String... options) {
    return CommandLine.populateCommand(new JobOptions(), options).spec("p");
  }
}
