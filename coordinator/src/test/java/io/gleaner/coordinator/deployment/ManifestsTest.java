package io.gleaner.coordinator.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Reads the manifests as kustomize renders them. Where there is none, what it rendered before is
 * read; where there is one, that is compared with what it renders now. To keep a new rendering:
 *
 * <pre>for o in existing single-node cron kueue; do kubectl kustomize k8s-manifests/overlays/$o \
 * &gt;coordinator/src/test/resources/io/gleaner/coordinator/deployment/rendered/$o.yaml; done</pre>
 */
class ManifestsTest {
  private static final Path RENDERED =
      Path.of("src/test/resources/io/gleaner/coordinator/deployment/rendered");

  private final KubernetesSchema schema = new KubernetesSchema();

  static Stream<String> overlays() throws IOException {
    try (Stream<Path> folders = Files.list(Kustomize.SOURCES.resolve("overlays"))) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
    }
  }

  static List<Violation> violations() {
    return Violation.all();
  }

  static List<Rule> rules() {
    return Rule.all();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void whatIsKeptIsWhatKustomizeRenders(String overlay) throws IOException {
    Optional<Kustomize> kustomize = Kustomize.installed();
    assumeTrue(kustomize.isPresent(), "neither kubectl nor kustomize is on the PATH");
    assertThat(Manifests.parse(kustomize.orElseThrow().render("overlays/" + overlay)).objects())
        .containsExactlyInAnyOrderElementsOf(kept(overlay).objects());
  }

  @Test
  void theTopFolderIsTheSingleNode() throws IOException {
    Optional<Kustomize> kustomize = Kustomize.installed();
    assumeTrue(kustomize.isPresent(), "neither kubectl nor kustomize is on the PATH");
    assertThat(Manifests.parse(kustomize.orElseThrow().render(".")).objects())
        .containsExactlyInAnyOrderElementsOf(kept("single-node").objects());
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void theApiServerKnowsEveryField(String overlay) throws IOException {
    List<ObjectNode> objects = kept(overlay).objects();
    assertThat(objects).isNotEmpty();
    assertThat(objects)
        .allSatisfy(
            object -> assertThat(schema.problems(object)).as(Manifests.name(object)).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void everyRuleOfTheDesignIsKept(String overlay) throws IOException {
    Manifests manifests = kept(overlay);
    assertThat(manifests.podTemplates()).isNotEmpty();
    assertThat(rules().stream().flatMap(rule -> rule.objections(manifests).stream())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("violations")
  void aPlantedViolationIsObjectedTo(Violation violation) throws IOException {
    Manifests manifests = kept("single-node").copy();
    violation.planting().accept(manifests);
    assertThat(
            rules().stream()
                .filter(rule -> rule.name().contains(violation.rule()))
                .flatMap(rule -> rule.objections(manifests).stream()))
        .isNotEmpty();
  }

  @Test
  void everyRuleHasAViolation() {
    assertThat(rules())
        .allSatisfy(
            rule ->
                assertThat(violations())
                    .anyMatch(violation -> rule.name().contains(violation.rule())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"apiVersion\":\"batch/v1\",\"kind\":\"Job\",\"spec\":{\"paralelism\":4}}",
        "{\"apiVersion\":\"batch/v1\",\"kind\":\"Job\",\"spec\":{\"parallelism\":\"4\"}}",
        "{\"apiVersion\":\"batch/v1\",\"kind\":\"Job\",\"spec\":{\"template\":{\"spec\":{}}}}",
        "{\"apiVersion\":\"batch/v1beta1\",\"kind\":\"CronJob\",\"spec\":{}}"
      })
  void theSchemaObjectsToo(String object) {
    assertThat(Manifests.parse(object).objects())
        .allSatisfy(parsed -> assertThat(schema.problems(parsed)).isNotEmpty());
  }

  private static Manifests kept(String overlay) throws IOException {
    return Manifests.parse(
        Files.readString(RENDERED.resolve(overlay + ".yaml"), StandardCharsets.UTF_8));
  }
}
