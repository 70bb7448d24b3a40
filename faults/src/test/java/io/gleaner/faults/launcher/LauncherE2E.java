package io.gleaner.faults.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.faults.control.StreamScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole runs from outside a cluster. The image is the one that GLEANER_TEST_WORKER_IMAGE names, and
 * the cluster's nodes have.
 */
@Tag("kubernetes")
@Timeout(1_800)
class LauncherE2E {
  @TempDir private static Path folder;
  private static final List<Namespace> namespaces = new ArrayList<>();

  @BeforeAll
  static void prepare() {
    Namespace.required();
    Namespace namespace = new Namespace(folder);
    namespaces.add(namespace);
    namespace.prepare();
  }

  @AfterAll
  static void leaveNothing() {
    namespaces.forEach(Namespace::close);
  }

  @Test
  void fourPodsDoTwoHundredItemsAndNothingIsLeftInTheCluster() throws Exception {
    Launch run = run("plain", 200, "-p", "4", "--keep-order", "--", "echo", "item");
    assertThat(run.await()).as("%s", run.said()).isZero();
    assertThat(run.printed()).isEqualTo(numbered(200));
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(
            () ->
                assertThat(namespace().kubectl("get", "job,secret,pods", "-o", "name"))
                    .doesNotContain("plain"));
  }

  @Test
  void ctrlCEndsThePodsAndThePrintedCommandDoesTheRest() throws Exception {
    Path items = items(200);
    Launch run = run("stopped", 200, "-p", "3", "--", "env", "X={}", "sleep", "0.3");
    awaitSomeOf(200, run);
    run.interrupt();
    assertThat(run.await()).as("%s", run.said()).isEqualTo(130);
    assertThat(namespace().kubectl("get", "job,pods", "-o", "name")).doesNotContain("stopped");
    Launch rest = run.resumed(items);
    assertThat(rest.await()).as("%s", rest.said()).isZero();
    assertThat(rest.said()).anyMatch(line -> line.contains("200 items: "));
  }

  @Test
  void podsOutliveALauncherThatIsKilledAndTheSameCommandGoesOnWithThem() throws Exception {
    String[] words = {"-p", "2", "--keep-order", "--", "sh", "-c", "sleep 0.3; echo item {}"};
    Launch killed = run("killed", 150, words);
    awaitSomeOf(150, killed);
    killed.kill();
    killed.await();
    String uid = namespace().kubectl("get", "job", "killed", "-o", "jsonpath={.metadata.uid}");
    Launch next = run("killed", 150, words);
    awaitSomeOf(150, next);
    assertThat(namespace().kubectl("get", "job", "killed", "-o", "jsonpath={.metadata.uid}"))
        .isEqualTo(uid);
    assertThat(next.await()).as("%s", next.said()).isZero();
    List<String> printed = new ArrayList<>(killed.printed());
    printed.addAll(next.printed());
    assertThat(printed).isEqualTo(numbered(150));
  }

  @Test
  void aStreamHandlerIsStartedOnceInEachPod() throws Exception {
    Launch run =
        run("stream", 80, "-p", "2", "--handler", "stream", "--", "sh", "-c", StreamScript.TEXT);
    assertThat(run.await()).as("%s", run.said()).isZero();
    assertThat(run.printed())
        .hasSize(80)
        .allMatch(line -> line.matches("\\d+ stream-[0-9a-z]{5} \\d+"));
    assertThat(run.printed().stream().map(line -> line.substring(line.indexOf(' '))).distinct())
        .hasSizeBetween(1, 2);
    assertThat(run.printed().stream().map(line -> line.substring(0, line.indexOf(' '))))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, 80).mapToObj(String::valueOf).toList());
  }

  @Test
  void aCommandThatFailsFailsTheRunAsItDoesLocally() throws Exception {
    Launch run =
        run("failing", 3, "-p", "1", "--max-attempts", "1", "--backoff-limit", "0", "--", "false");
    assertThat(run.await()).as("%s", run.said()).isEqualTo(3);
    assertThat(run.said()).anyMatch(line -> line.contains("FailedItems"));
  }

  @Test
  void anImageThatIsNotThereIsToldOnce() throws Exception {
    Launch run =
        launch(
            "imageless",
            3,
            "nobody.invalid/nothing:1",
            List.of("-p", "2", "--", "true"),
            List.of());
    Awaitility.await()
        .atMost(Duration.ofMinutes(3))
        .until(() -> run.said().stream().anyMatch(l -> l.contains("cannot be pulled")));
    run.interrupt();
    assertThat(run.await()).isEqualTo(130);
    assertThat(run.said()).filteredOn(l -> l.contains("cannot be pulled")).hasSize(1);
    assertThat(run.said()).noneMatch(line -> line.contains(Namespace.PASSWORD));
  }

  @Test
  void theRoleOfTheManifestIsEnoughAndWithoutItTheRightsAreNamed() throws Exception {
    namespace().kubectl("create", "serviceaccount", "anna");
    Awaitility.await()
        .until(
            () -> !namespace().kubectl("get", "sa", "anna", "-o", "jsonpath={.secrets}").isEmpty());
    List<String> asAnna = List.of("--kubeconfig", namespace().kubeconfigOf("anna").toString());
    List<String> words = List.of("-p", "1", "--keep-order", "--", "echo", "item");
    Launch refused = launch("anna", 5, Namespace.WORKER_IMAGE, words, asAnna);
    assertThat(refused.await()).isEqualTo(2);
    assertThat(refused.said())
        .anyMatch(line -> line.contains("create jobs.batch") && line.contains("gleaner-launcher"));
    namespace().apply(Files.readString(Path.of("..", "k8s-manifests", "launcher-rbac.yaml")));
    namespace()
        .kubectl(
            "create",
            "rolebinding",
            "anna",
            "--role=gleaner-launcher",
            "--serviceaccount=" + namespace().name() + ":anna");
    Launch allowed = launch("anna", 5, Namespace.WORKER_IMAGE, words, asAnna);
    assertThat(allowed.await()).as("%s", allowed.said()).isZero();
    assertThat(allowed.printed()).isEqualTo(numbered(5));
  }

  @Test
  void theContextThatWasNamedIsUsedAndTheResumeCommandNamesItToo() throws Exception {
    Path kubeconfig = namespace().kubeconfigWithCurrentContextToNowhere();
    List<String> nowhere = List.of("--kubeconfig", kubeconfig.toString());
    List<String> words = List.of("-p", "2", "--", "env", "X={}", "sleep", "0.3");
    Launch lost = launch("lost", 3, Namespace.WORKER_IMAGE, words, nowhere);
    assertThat(lost.await()).as("%s", lost.said()).isEqualTo(1);
    assertThat(lost.said())
        .anyMatch(line -> line.startsWith("gleaner: The cluster at https://127.0.0.1:1/ cannot"));

    List<String> real = new ArrayList<>(nowhere);
    real.addAll(List.of("--context", "real"));
    Launch run = launch("contexts", 120, Namespace.WORKER_IMAGE, words, real);
    awaitSomeOf(120, run);
    run.interrupt();
    assertThat(run.await()).as("%s", run.said()).isEqualTo(130);
    assertThat(run.resumeCommand())
        .contains(" -n " + namespace().name() + " ")
        .contains(" --context real ")
        .contains(" --kubeconfig " + kubeconfig + " ");
    Launch rest = run.resumed(items(120));
    assertThat(rest.await()).as("%s", rest.said()).isZero();
    assertThat(rest.said()).anyMatch(line -> line.contains("120 items: "));
  }

  private static void awaitSomeOf(int items, Launch run) {
    String some = ".* [1-9]\\d*/%d done.*".formatted(items);
    Awaitility.await()
        .atMost(Duration.ofMinutes(4))
        .until(() -> run.said().stream().anyMatch(line -> line.matches(some)));
  }

  private static Launch run(String job, int items, String... words) throws IOException {
    return launch(job, items, Namespace.WORKER_IMAGE, List.of(words), List.of());
  }

  private static Launch launch(
      String job, int items, String image, List<String> words, List<String> options)
      throws IOException {
    List<String> all = new ArrayList<>(List.of("run", "--on", "kubernetes", "--image", image));
    all.addAll(List.of("-n", namespace().name(), "--job", job));
    all.addAll(options);
    all.addAll(words);
    return Launch.of(namespace(), folder, items(items), all);
  }

  private static Path items(int count) throws IOException {
    return Files.write(
        Files.createTempFile(folder, "items", ""),
        IntStream.rangeClosed(1, count).mapToObj(String::valueOf).toList());
  }

  private static List<String> numbered(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(n -> "item " + n).toList();
  }

  private static Namespace namespace() {
    return namespaces.get(0);
  }
}
