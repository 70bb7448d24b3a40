package io.gleaner.coordinator.job.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gleaner.coordinator.job.JobStatus;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The rows are named by the fields of a pod template. */
@NullMarked
class TemplateChangeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "labels            | {} | {metadata: {labels: {a: b}}}",
        "labels gone       | {metadata: {labels: {a: b}}} | {}",
        "annotations       | {metadata: {annotations: {a: b}}} | {metadata: {annotations: {a: c}}}",
        "node selector     | {spec: {}} | {spec: {nodeSelector: {disk: ssd}}}",
        "tolerations       | {spec: {tolerations: [{key: a}]}} | {spec: {}}",
        "scheduling gates  | {spec: {schedulingGates: [{name: a}]}} | {spec: {}}",
        "node affinity     | {spec: {affinity: {nodeAffinity: {a: 1}}}} | {spec: {affinity: {nodeAffinity: {a: 2}}}}",
        "new node affinity | {spec: {}} | {spec: {affinity: {nodeAffinity: {a: 2}}}}",
        "affinity gone     | {spec: {affinity: {nodeAffinity: {a: 1}}}} | {spec: {}}",
        "beside pods'      | {spec: {affinity: {podAffinity: {b: 1}}}} | {spec: {affinity: {podAffinity: {b: 1}, nodeAffinity: {a: 2}}}}",
        "requests          | {spec: {containers: [{name: c}]}} | {spec: {containers: [{name: c, resources: {requests: {cpu: 1}}}]}}",
        "limits            | {spec: {containers: [{name: c, resources: {limits: {cpu: 1}}}]}} | {spec: {containers: [{name: c, resources: {limits: {cpu: 2}}}]}}",
        "resources gone    | {spec: {initContainers: [{name: c, resources: {limits: {cpu: 1}}}]}} | {spec: {initContainers: [{name: c}]}}",
      })
  void mayChange(String what, String before, String after) {
    JsonNode wanted = spec(after);
    assertThat(TemplateChange.carried(spec(before), wanted)).as(what).isEqualTo(wanted);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pod affinity    | {spec: {}} | {spec: {affinity: {podAffinity: {b: 1}}}}",
        "restart policy  | {spec: {restartPolicy: Never}} | {spec: {restartPolicy: OnFailure}}",
        "image           | {spec: {containers: [{name: c, image: a}]}} | {spec: {containers: [{name: c, image: b}]}}",
        "command         | {spec: {containers: [{name: c}]}} | {spec: {containers: [{name: c, command: [a]}]}}",
        "claims          | {spec: {containers: [{name: c}]}} | {spec: {containers: [{name: c, resources: {claims: [{name: a}]}}]}}",
        "more containers | {spec: {containers: [{name: c}]}} | {spec: {containers: [{name: c}, {name: d}]}}",
        "name            | {metadata: {name: a}} | {metadata: {name: b}}",
      })
  void mustNotChange(String what, String before, String after) {
    JsonNode wanted = spec(after);
    assertThat(TemplateChange.carried(spec(before), wanted)).as(what).isNotEqualTo(wanted);
  }

  @Test
  void whatIsNotTheTemplateStaysAsItWas() {
    JsonNode before = json("{completionMode: Indexed, template: {spec: {}}}");
    JsonNode after = json("{completionMode: NonIndexed, template: {spec: {}}}");
    assertThat(TemplateChange.carried(before, after)).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "never looked at        | {} | true",
        "never started          | {conditions: [{type: Suspended, status: 'True', lastTransitionTime: '2026-03-01T10:00:00Z'}]} | true",
        "started, not suspended | {startTime: '2026-03-01T10:00:00Z', active: 0} | false",
        "a worker is active     | {startTime: '2026-03-01T10:00:00Z', active: 1, conditions: [{type: Suspended, status: 'True', lastTransitionTime: '2026-03-01T10:00:00Z'}]} | false",
        "suspended and at rest  | {startTime: '2026-03-01T10:00:00Z', conditions: [{type: Suspended, status: 'True', lastTransitionTime: '2026-03-01T10:00:00Z'}]} | true",
      })
  void isOpen(String what, String status, boolean open) {
    JobStatus read = JobStatusJson.read(json(status));
    assertThat(TemplateChange.isOpen(read)).as(what).isEqualTo(open);
  }

  private static JsonNode spec(String template) {
    return json("{template: " + template + "}");
  }

  private static JsonNode json(String flow) {
    return new ObjectMapper()
        .valueToTree(new Load(LoadSettings.builder().build()).loadFromString(flow));
  }
}
