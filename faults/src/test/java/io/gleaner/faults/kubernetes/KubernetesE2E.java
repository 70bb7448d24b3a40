package io.gleaner.faults.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gleaner.servers.Promised;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The manifests on the cluster that KUBECONFIG names, with images that this machine's engine builds
 * and the cluster's node uses. Of these, GLEANER_TEST_IMAGE_TAG names some that are there already.
 */
@Tag("kubernetes")
@Timeout(1_800)
class KubernetesE2E {
  private static final int ITEMS = 500;
  private static final List<String> FACTOR = List.of("factor", "{}");
  private static final List<String> SLOWLY = List.of("sh", "-c", "sleep 0.3; factor {}");

  // The volumes belong to the servers' users: what is left of them is for root to delete.
  @TempDir(cleanup = CleanupMode.NEVER)
  private static Path folder;

  private static final List<Deployment> deployed = new ArrayList<>();
  private static String images = "";

  @BeforeAll
  static void deploy() {
    Cluster.missing().ifPresent(why -> Promised.missing("kubernetes", why));
    Cluster cluster = new Cluster("gleaner-e2e-" + UUID.randomUUID().toString().substring(0, 8));
    images = images();
    Deployment deployment = new Deployment(cluster, images, folder);
    deployed.add(deployment);
    deployment.prepare();
  }

  @AfterAll
  static void leaveNothing() {
    deployed.forEach(Deployment::close);
  }

  @Test
  void fourPodsDrainFiveHundredItemsAndNoneIsCreatedAfterTheFirstSuccess() {
    Deployment deployment = deployment();
    deployment.apply("plain", "--max-attempts=3", FACTOR, 6);
    complete("plain");
    assertThat(deployment.cluster().kubectl("get", "job", "gleaner-worker")).contains("4/1 of 4");
    String firstSuccess =
        deployment.ends().stream()
            .filter(end -> end.path("exitCode").asInt() == 0)
            .map(end -> end.path("finishedAt").asText())
            .sorted()
            .findFirst()
            .orElseThrow();
    assertThat(deployment.workerPods())
        .extracting(pod -> pod.at("/metadata/creationTimestamp").asText())
        .allSatisfy(created -> assertThat(created).isLessThanOrEqualTo(firstSuccess));
    assertThat(deployment.ends())
        .filteredOn(end -> end.path("exitCode").asInt() == 0)
        .extracting(end -> end.path("message").asText())
        .hasSize(4)
        .containsOnly("The Job is complete.");
  }

  @Test
  void aDeletedPodAndAnEvictedOneLoseNothing() {
    Deployment deployment = deployment();
    deployment.apply("disturbed", "--lease=15s", SLOWLY, 6);
    eventually().until(() -> deployment.results("disturbed").size() >= 60);
    List<String> pods = deployment.running();
    assertThat(pods).hasSizeGreaterThanOrEqualTo(2);
    deployment.cluster().kubectl("delete", "pod", pods.get(0), "--wait=false");
    deployment.cluster().evict(pods.get(1));
    assertThat(deployment.results("disturbed")).hasSizeLessThan(ITEMS);
    complete("disturbed");
    assertThat(deployment.workerPods())
        .extracting(pod -> pod.at("/metadata/name").asText())
        .doesNotContain(pods.get(0), pods.get(1));
  }

  @Test
  void aFailedJobSaysWhyInThePodsStatus() {
    Deployment deployment = deployment();
    deployment.apply("failing", "--max-failed-items=0", List.of("false"), 0);
    eventually().until(() -> deployment.cluster().hasCondition("gleaner-worker", "Failed"));
    assertThat(deployment.ends())
        .filteredOn(end -> end.path("exitCode").asInt() == 3)
        .extracting(end -> end.path("message").asText())
        .isNotEmpty()
        .containsOnly("The Job has failed: MaxFailedItemsExceeded.");
    assertThat(deployment.ends()).noneMatch(end -> end.path("exitCode").asInt() == 0);
    eventually()
        .until(
            () ->
                deployment
                    .cluster()
                    .get("pods", "-l", "app.kubernetes.io/component=coordinator")
                    .stream()
                    .map(pod -> pod.at("/status/containerStatuses/0/state/terminated/exitCode"))
                    .anyMatch(code -> code.asInt() == 3));
  }

  @Test
  void aCronJobsPodFillsAndStartsWorkersAndCollects() {
    Deployment deployment = deployment();
    deployment.apply("servers", "--max-attempts=3", FACTOR, 6);
    deployment.cluster().kubectl("delete", "jobs", "--all");
    CronOverlay cron = new CronOverlay(deployment.cluster(), images, folder);
    cron.apply();
    eventually().until(() -> cron.job().isPresent());
    cron.suspend();
    String job = cron.job().orElseThrow();
    eventually().until(() -> deployment.cluster().hasCondition(job, "Complete"));
    everyItemOnce(deployment.results(job));
    eventually()
        .until(
            () ->
                deployment.cluster().get("jobs").stream()
                    .noneMatch(left -> left.at("/metadata/name").asText().equals(job + "-run")));
  }

  /** Both Jobs are complete, and every item is done once. */
  private static void complete(String job) {
    Deployment deployment = deployment();
    eventually().until(() -> deployment.cluster().hasCondition("gleaner-worker", "Complete"));
    eventually().until(() -> deployment.cluster().hasCondition("gleaner-coordinator", "Complete"));
    everyItemOnce(deployment.results(job));
  }

  private static void everyItemOnce(List<String> lines) {
    List<JsonNode> results = lines.stream().map(Cluster::json).toList();
    assertThat(results).hasSize(ITEMS);
    assertThat(results)
        .extracting(result -> result.path("index").asInt())
        .doesNotHaveDuplicates()
        .allMatch(index -> index >= 0 && index < ITEMS);
    assertThat(results).allMatch(result -> result.path("status").asText().equals("done"));
    assertThat(results)
        .allMatch(
            result ->
                result.path("output").asText().startsWith(result.path("item").asText() + ":"));
  }

  private static Deployment deployment() {
    return deployed.get(0);
  }

  private static ConditionFactory eventually() {
    return Awaitility.await().atMost(Duration.ofMinutes(10)).pollInterval(Duration.ofSeconds(1));
  }

  private static String images() {
    String given = System.getenv().getOrDefault("GLEANER_TEST_IMAGE_TAG", "");
    if (!given.isEmpty()) {
      return given;
    }
    Path build = Path.of("..", "images", "build");
    Path program = Path.of(System.getProperty("gleaner.program", "gleaner"));
    String distribution = program.normalize().resolve("../..").normalize().toString();
    String tag = "e2e";
    Programs.run("", List.of(build.toString(), "--distribution", distribution, "--tag", tag))
        .orThrow();
    return tag;
  }
}
