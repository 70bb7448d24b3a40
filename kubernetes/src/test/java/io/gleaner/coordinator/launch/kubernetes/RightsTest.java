package io.gleaner.coordinator.launch.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RightsTest {
  @ParameterizedTest
  @ValueSource(strings = {"launcher-rbac.yaml", "overlays/cron/launcher.yaml"})
  void theRolesOfTheManifestsGrantWhatIsNeededAndNoMore(String file) throws IOException {
    List<String> granted =
        Stream.of(Files.readString(Path.of("..", "k8s-manifests", file)).split("\n---\n"))
            .map(document -> Serialization.unmarshal(document, Map.class))
            .filter(object -> Objects.equals(object.get("kind"), "Role"))
            .flatMap(RightsTest::rules)
            .flatMap(RightsTest::rights)
            .map(Rights.Right::toString)
            .toList();
    assertThat(granted)
        .containsExactlyInAnyOrderElementsOf(
            Rights.NEEDED.stream().map(Rights.Right::toString).toList());
  }

  private static Stream<Map<?, ?>> rules(Map<?, ?> role) {
    return role.get("rules") instanceof List<?> list
        ? list.stream().map(rule -> (Map<?, ?>) rule)
        : Stream.empty();
  }

  private static Stream<Rights.Right> rights(Map<?, ?> rule) {
    return words(rule, "apiGroups")
        .flatMap(
            group ->
                words(rule, "resources")
                    .flatMap(
                        resource ->
                            words(rule, "verbs")
                                .map(verb -> new Rights.Right(group, resource, verb))));
  }

  private static Stream<String> words(Map<?, ?> rule, String field) {
    return rule.get(field) instanceof List<?> list
        ? list.stream().map(String::valueOf)
        : Stream.empty();
  }
}
