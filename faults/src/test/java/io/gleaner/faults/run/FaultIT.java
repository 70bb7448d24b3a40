package io.gleaner.faults.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.faults.process.ProcFs;
import io.gleaner.faults.servers.Backend;
import io.gleaner.faults.servers.Fsync;
import io.gleaner.faults.servers.NativeBackend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A short soak with a fixed seed: the assembled program, real servers that are killed and started
 * again, real faults. It starts servers of its own, for nobody else's can be killed.
 */
class FaultIT {
  private static final long SEED = 2;
  private static final int ITEMS = 150;
  private static final int FEW_ITEMS = 40;
  private static final long LEASE_MILLIS = 3_000;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  @BeforeAll
  static void findServers() {
    Optional<String> missing =
        ProcFs.available()
            ? NativeBackend.missing()
            : Optional.of("there is no /proc to see processes in");
    boolean promised =
        Arrays.asList(
                Objects.requireNonNullElse(System.getenv("GLEANER_TEST_BACKENDS"), "")
                    .split(",", -1))
            .contains("servers");
    if (promised && missing.isPresent()) {
      throw new AssertionError("GLEANER_TEST_BACKENDS promises servers, but " + missing.get());
    }
    Assumptions.assumeTrue(missing.isEmpty(), () -> "skipped: " + missing.orElse(""));
  }

  @Test
  void a_job_under_faults_keeps_every_invariant() {
    holds(0, ITEMS);
  }

  /** In this run they are put back after the Job has failed. */
  @Test
  void dead_letters_under_faults_are_put_back_and_succeed() {
    holds(10, FEW_ITEMS);
  }

  /** In this run workers take items in batches. */
  @Test
  void batches_of_short_items_under_faults_keep_every_invariant() {
    holds(3, FEW_ITEMS * 2);
  }

  /** In this run idle workers start what runs long once more. */
  @Test
  void backups_under_faults_keep_every_invariant() {
    holds(5, FEW_ITEMS);
  }

  private void holds(int run, int items) {
    Path gleaner = Path.of(System.getProperty("gleaner.program", "gleaner")).normalize();
    assertThat(gleaner).as("the assembled program").matches(Files::isExecutable);
    System.err.println("FaultIT: seed " + SEED + ", run " + run);
    try (Backend backend = NativeBackend.create(Fsync.ALWAYS)) {
      backend.start();
      Soak soak = new Soak(gleaner, backend, SEED, items, LEASE_MILLIS, folder, () -> false);
      RunOutcome outcome = soak.run(run);
      assertThat(outcome.violations()).as("seed %d", SEED).isEmpty();
      assertThat(outcome.faults().values().stream().mapToInt(Integer::intValue).sum())
          .as("faults")
          .isGreaterThan(5);
    }
  }
}
