package io.gleaner.faults.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.faults.control.StreamScript;
import io.gleaner.servers.Containers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The sample of the folder compose, as a user starts it, on images of the distribution. */
@Tag("compose")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ComposeE2E {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String TAG = "e2e";
  private static final int ITEMS = 240;

  @TempDir Path folder;

  @BeforeAll
  static void images(@TempDir Path scratch) {
    Containers.composeRequired();
    String given = System.getenv().getOrDefault("GLEANER_TEST_DISTRIBUTION", "");
    Path distribution =
        given.isEmpty() ? ROOT.resolve("distribution/target/gleaner") : Path.of(given);
    ComposeProject.buildImages(distribution, TAG, scratch);
  }

  @Test
  void theJobCompletesThoughWorkersAndServersFail() throws IOException {
    try (ComposeProject project =
        new ComposeProject(folder, TAG).prepare(ITEMS, ", --lease, 6s", "sleep 0.3; echo \"$1\"")) {
      project.up();
      awaitResults(project, 20);
      project.docker("kill", project.container("worker", 1));
      project.docker("pause", project.container("worker", 2));
      project.docker("network", "disconnect", project.network(), project.container("worker", 3));
      int seen = project.results().size();
      // One worker goes on alone; what the others held comes to it once their leases are over.
      awaitResults(project, seen + 30);
      project.docker("unpause", project.container("worker", 2));
      project.docker("network", "connect", project.network(), project.container("worker", 3));
      project.compose("restart", "rabbitmq");
      awaitResults(project, project.results().size() + 10);
      project.compose("restart", "redis");

      assertThat(project.outcome()).as(() -> project.logs("coordinator")).isZero();
      assertThat(project.results()).containsExactlyInAnyOrderElementsOf(everyItem());
      assertThat(project.exitCode(project.container("worker", 2))).isZero();
      assertThat(project.exitCode(project.container("worker", 3))).isZero();
      assertThat(project.exitCode(project.container("worker", 4))).isZero();
    }
  }

  @Test
  void theOutcomeOfAFailingJobIsThree() throws IOException {
    try (ComposeProject project =
        new ComposeProject(folder, TAG)
            .prepare(6, ", --max-attempts, \"1\"", "test \"$1\" != item-3 && echo \"$1\"")) {
      project.up();
      assertThat(project.outcome()).isEqualTo(3);
      assertThat(project.results()).hasSize(5);
      assertThat(project.logs("coordinator"))
          .contains("has failed (FailedItems): 5 done, 1 failed.");
    }
  }

  @Test
  void aStreamHandlerIsStartedOnceInEachWorker() throws IOException {
    try (ComposeProject project =
        new ComposeProject(folder, TAG).prepareStream(60, StreamScript.TEXT)) {
      project.up();
      assertThat(project.outcome()).as(() -> project.logs("coordinator")).isZero();
      assertThat(project.results())
          .extracting(line -> line.substring(0, line.indexOf(' ')))
          .containsExactlyInAnyOrderElementsOf(items(60));
      assertThat(project.results().stream().map(line -> line.substring(line.indexOf(' '))))
          .allMatch(line -> line.matches(" [0-9a-f]{12} \\d+"))
          .satisfies(programs -> assertThat(Set.copyOf(programs)).hasSizeBetween(1, 4));
      assertThat(project.exitCode(project.container("worker", 1))).isZero();
    }
  }

  @Test
  void overTlsNobodyWithoutACertificateIsLetIn() throws IOException {
    try (ComposeProject project =
        new ComposeProject(folder, TAG, "compose.tls.yaml").prepare(20, "", "echo \"$1\"")) {
      project.up();
      assertThat(project.outcome()).as(() -> project.logs("coordinator")).isZero();
      assertThat(project.results()).hasSize(20);
      Path uri = folder.resolve("secrets/broker-uri-tls");
      String whole = Files.readString(uri);
      assertThat(whole).contains("&certfile=");
      Files.writeString(uri, whole.substring(0, whole.indexOf("&certfile=")));
      String refused =
          project.docker(
              "run",
              "--rm",
              "--network",
              project.network(),
              "--entrypoint",
              "/bin/sh",
              "-v",
              folder.resolve("secrets") + ":/run/secrets:ro",
              "--user",
              "0",
              "-e",
              "GLEANER_BROKER_FILE=/run/secrets/broker-uri-tls",
              "-e",
              "GLEANER_LEDGER_FILE=/run/secrets/ledger-uri-tls",
              "gleaner-worker:" + TAG,
              "-c",
              "/opt/gleaner/java/bin/java @/opt/gleaner/java.flags -cp"
                  + " /opt/gleaner/lib/gleaner-worker.jar io.gleaner.worker.cli.WorkerMain"
                  + " --job e2e -- true; echo exit $?");
      assertThat(refused)
          .contains("rabbitmq:5671")
          .doesNotContain("exit 0")
          .doesNotContain("\tat ");
    }
  }

  private static void awaitResults(ComposeProject project, int count) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> project.results().size() >= count);
  }

  private static List<String> everyItem() {
    return items(ITEMS);
  }

  private static List<String> items(int count) {
    return IntStream.range(0, count).mapToObj(i -> "item-" + i).toList();
  }
}
