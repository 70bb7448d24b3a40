package io.gleaner.coordinator.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullMarked
class LocalMeaningTest {
  @Test
  void every_field_of_a_template_is_kept_or_ignored_or_refused() throws IOException {
    JsonNode schema = new ObjectMapper().readTree(Files.resource("schema/kubernetes-1.36.json"));
    check(schema.path("PodSpec"), LocalFields.POD);
    check(schema.path("Container"), LocalFields.CONTAINER);
    check(schema.path("ObjectMeta"), LocalFields.METADATA);
  }

  private static void check(JsonNode object, LocalFields table) {
    List<String> decided = new ArrayList<>(table.kept());
    decided.addAll(table.ignored());
    decided.addAll(table.refused().keySet());
    List<String> fields = new ArrayList<>();
    object.fieldNames().forEachRemaining(fields::add);
    assertThat(decided).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(fields);
  }

  @Test
  void fields_without_a_meaning_give_one_warning_a_file() {
    String second = Files.with("restart", "nodeSelector: {disk: ssd}\n      restart");
    ManifestFile file =
        Files.read(
            Files.with("restart", "serviceAccountName: a\n      tolerations: []\n      restart")
                    .replace(
                        "command", "resources: {limits: {cpu: 1, memory: 1Gi}}\n        command")
                + "---\n"
                + second.replace("name: sleep", "name: other\n  namespace: here"));
    assertThat(file.problems()).isEmpty();
    assertThat(file.warnings())
        .containsExactly(
            "f.yaml: these fields mean nothing on one machine and are ignored:"
                + " spec.template.spec.serviceAccountName (line 8),"
                + " spec.template.spec.containers[0].resources (line 13),"
                + " spec.template.spec.nodeSelector (line 24), metadata.namespace (line 20).");
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "      restart|      initContainers: [{name: a}]\\n      restart|spec.initContainers: ",
        "      restart|      activeDeadlineSeconds: 3\\n      restart|spec.activeDeadlineSeconds: ",
        "      restart|      schedulingGates: [{name: a}]\\n      restart|spec.schedulingGates: ",
        "        command|        lifecycle: {preStop: {exec: {}}}\\n"
            + "        command|[0].lifecycle: ",
        "        command|        startupProbe: {periodSeconds: 1}\\n"
            + "        command|[0].startupProbe: ",
        "        command|        envFrom: [{prefix: a}]\\n        command|[0].envFrom: ",
        "        command|        env: [{name: a, valueFrom: {fieldRef: {fieldPath: b}}}]\\n"
            + "        command|[0].env[0].valueFrom: ",
        "        command|        volumeMounts: [{name: a, mountPath: /data}]\\n        command"
            + "|[0].volumeMounts[0]: the command would miss it",
        "      - name: main|      - {name: other}\\n      - name: main|several containers are not"
      })
  void a_field_that_would_change_the_outcome_is_an_error(String old, String text, String message) {
    ManifestFile file = Files.read(Files.with(old, text.replace("\\n", "\n")));
    assertThat(String.join("\n", file.problems())).contains(message);
  }

  @Test
  void a_mount_that_is_there_anyway_is_ignored() {
    ManifestFile file =
        Files.read(
            Files.with(
                    "      restart",
                    "      volumes: [{name: h, hostPath: {path: /data/}}, {name: t, emptyDir:"
                        + " {}}]\n"
                        + "      restart")
                .replace(
                    "        command",
                    "        volumeMounts: [{name: h, mountPath: /data}, {name: t, mountPath:"
                        + " /tmp}]\n"
                        + "        command"));
    assertThat(file.problems()).isEmpty();
    assertThat(file.warnings()).singleElement().asString().contains("volumeMounts[1] (line 12)");
  }
}
