package io.gleaner.faults.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * WorkQueueJobs that are applied, on the assembled program: coordinators killed, Jobs suspended.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class AppliedWorkQueueJobIT {
  private static final int ITEMS = 60;
  private static final String UNIQUE = Long.toHexString(System.nanoTime());

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  static Stream<Named<Map<String, String>>> servers() {
    String broker = Objects.requireNonNullElse(System.getenv("GLEANER_TEST_BROKER"), "");
    String ledger = Objects.requireNonNullElse(System.getenv("GLEANER_TEST_LEDGER"), "");
    Named<Map<String, String>> embedded = Named.of("embedded servers", Map.of());
    return broker.isEmpty() || ledger.isEmpty()
        ? Stream.of(embedded)
        : Stream.of(
            embedded,
            Named.of("real servers", Map.of("GLEANER_BROKER", broker, "GLEANER_LEDGER", ledger)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("servers")
  void aKilledCoordinatorCarriesOnAndEveryResultIsThereOnce(Map<String, String> servers) {
    String job = "killed-" + UNIQUE;
    try (Coordination here = new Coordination(folder, servers)) {
      here.start();
      apply(here, job, "echo \"$1\" >>starts; sleep 0.2; echo \"out $1\"", "");
      here.awaitLines("starts", 15);

      here.kill();
      // The items were kept when the Job was applied.
      here.write("items", "somebody else's\n");
      here.start();
      here.gleaner("wait", "wqj/" + job, "--for=condition=complete", "--timeout=4m");

      assertThat(here.gleaner("results", job, "--keep-order").lines())
          .containsExactlyElementsOf(
              IntStream.rangeClosed(1, ITEMS).mapToObj(i -> "out " + i).toList());
      assertThat(here.gleaner("get", "wqj", job).lines().skip(1))
          .singleElement()
          .asString()
          .matches(job + " +Complete +60/60 +3/1 of 3 .*");
      here.gleaner("delete", "wqj/" + job);
      here.awaitSaid(list -> !list.contains(job), "get", "wqj");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("servers")
  void aSuspendedJobsItemsAreReleasedAndDoneLater(Map<String, String> servers) {
    String job = "held-" + UNIQUE;
    try (Coordination here = new Coordination(folder, servers)) {
      here.start();
      apply(here, job, "echo \"$1 $GLEANER_ATTEMPT\" >>starts; sleep 0.3", "  maxAttempts: 1\n");
      here.awaitLines("starts", 6);

      here.gleaner("suspend", "wqj/" + job);
      here.awaitSaid(list -> !list.contains(job + "-"), "get", "all");
      List<String> before = here.lines("starts");
      assertThat(here.gleaner("get", "wqj", job)).contains("Suspended");
      assertThat(here.gleaner("status", job)).containsPattern("failed +0");
      assertThat(here.lines("starts")).isEqualTo(before).hasSizeLessThan(ITEMS);

      here.gleaner("resume", "wqj/" + job);
      here.gleaner("wait", "wqj/" + job, "--for=condition=complete", "--timeout=4m");
      assertThat(here.gleaner("status", job))
          .containsPattern("done +60")
          .containsPattern("failed +0");
      here.gleaner("delete", "wqj/" + job);
      here.awaitSaid(list -> !list.contains(job), "get", "wqj");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("servers")
  void aFailedJobIsCompleteAfterRetry(Map<String, String> servers) {
    String job = "mended-" + UNIQUE;
    try (Coordination here = new Coordination(folder, servers)) {
      here.start();
      apply(here, job, "test \"$1\" != 7 || test -e mended", "  maxAttempts: 1\n");
      here.gleaner("wait", "wqj/" + job, "--for=condition=failed", "--timeout=4m");
      assertThat(here.gleaner("get", "wqj", job, "-o", "yaml"))
          .contains("reason: FailedItems", "1 of 60 items failed for good");
      assertThat(here.gleaner("dead-letters", job)).startsWith("6\t7\t1 attempt, exit 1");

      here.write("mended", "");
      assertThat(here.gleaner("retry", job)).contains("1 item put back; job " + job + " is open");
      here.gleaner("wait", "wqj/" + job, "--for=condition=complete", "--timeout=4m");

      assertThat(here.gleaner("dead-letters", job)).isEmpty();
      here.gleaner("delete", "wqj/" + job);
      here.awaitSaid(list -> !list.contains(job), "get", "wqj");
    }
  }

  private void apply(Coordination here, String job, String script, String more) {
    here.write(
        "items",
        IntStream.rangeClosed(1, ITEMS).mapToObj(i -> i + "\n").reduce("", String::concat));
    here.write(
        "job.yaml",
        """
        apiVersion: gleaner.io/v1
        kind: WorkQueueJob
        metadata: {name: %s}
        spec:
          parallelism: 3
          lease: 5s
        %s  items: {file: items}
          template:
            spec:
              containers:
              - name: it
                workingDir: %s
                command: [sh, -c, '%s', sh]
        """
            .formatted(job, more, folder, script));
    here.gleaner("apply", "-f", "job.yaml");
  }
}
