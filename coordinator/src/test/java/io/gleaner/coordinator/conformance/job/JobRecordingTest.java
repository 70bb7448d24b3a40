package io.gleaner.coordinator.conformance.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobRecordingTest {
  private static final String DEFAULTED =
      "'defaulted': {'parallelism': 1, 'completions': 1, 'backoffLimit': 6, 'manualSelector': false,"
          + " 'completionMode': 'NonIndexed', 'suspend': false,"
          + " 'podReplacementPolicy': 'TerminatingOrFailed'}";
  private static final String RUNNING =
      "{'active': 1, 'ready': 0, 'succeeded': 0, 'failed': 0, 'terminating': 0, 'started': true,"
          + " 'completed': false, 'conditions': [], 'pods': {'Pending': 1},"
          + " 'get': {'completions': '0/1', 'status': 'Running'}}";

  @Test
  void whatIsAsRecordedDiffersInNothing() {
    assertThat(difference(create(RUNNING))).isEmpty();
  }

  @Test
  void theFirstDifferenceNamesTheStepAndBothValues() {
    assertThat(difference(create(RUNNING.replace("'active': 1", "'active': 2"))))
        .contains("step 1 (create at 0 s): active is 1, recorded was 2");
  }

  @Test
  void aFieldThatOnlyTheRecordingHasIsADifference() {
    assertThat(
            difference(create(RUNNING.replace("{'active'", "{'completedIndexes': '0', 'active'"))))
        .contains("step 1 (create at 0 s): completedIndexes is not there, recorded was \"0\"");
  }

  @Test
  void aRefusalThatWasNotRecordedIsADifference() {
    assertThat(difference("{'spec': {'parallelism': -1}, 'restartPolicy': 'Never', 'steps': []}"))
        .hasValueSatisfying(text -> assertThat(text).startsWith("the spec is refused"));
  }

  @Test
  void aRecordedRefusalMustNameTheSameFields() {
    String script =
        "{'spec': {'parallelism': -1}, 'restartPolicy': 'Never', 'rejected': 'Job.batch \\\"a\\\" is"
            + " invalid: spec.completions: Invalid value: -1: must be greater'}";
    assertThat(difference(script))
        .hasValueSatisfying(
            text -> assertThat(text).contains("spec.parallelism").contains("recorded"));
    assertThat(difference(script.replace("spec.completions", "spec.parallelism"))).isEmpty();
  }

  @Test
  void aSpecThatCannotBeReadIsRefusedToo() {
    String script =
        "{'spec': {'parallelism': 'two'}, 'restartPolicy': 'Never', 'rejected': 'json:"
            + " cannot unmarshal string into Go struct field JobSpec.spec.parallelism of type int32'}";
    assertThat(difference(script)).isEmpty();
    assertThat(difference(script.replace("spec.par", "spec.bar")))
        .contains(
            "the spec cannot be read: spec.parallelism: expected a 32-bit integer, not \"two\".");
  }

  @Test
  void unknownStepsAndFieldsAreSaidAndNotTrippedOver() {
    assertThat(difference(create(RUNNING).replace("'do': 'create'", "'do': 'dance'")))
        .contains("the recording has a step 1 that does 'dance', which is not understood");
    assertThat(difference(create(RUNNING).replace("'do': 'create'", "'do': 'create', 'music': 1")))
        .contains("the recording has a field music in step 1 (create), which is not understood");
    assertThat(difference(create(RUNNING).replace("{'spec'", "{'mood': 1, 'spec'")))
        .contains("the recording has a field mood, which is not understood");
    assertThat(difference("{'spec': {'tempo': 1}, 'restartPolicy': 'Never', 'steps': []}"))
        .contains("the spec cannot be read: spec.tempo: there is no such field.");
    assertThat(difference("{'spec': 7, 'restartPolicy': 'Never', 'steps': []}"))
        .contains("the recording has no spec that is an object, which is not understood");
  }

  private static String create(String outcome) {
    return "{'spec': {}, 'restartPolicy': 'Never', "
        + DEFAULTED
        + ", 'steps': [{'do': 'create', 'at': 0, 'seenAt': 3.1, 'then': "
        + outcome
        + "}]}";
  }

  private static Optional<String> difference(String script) {
    ObjectMapper mapper =
        JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
    try {
      return new JobRecording("a", mapper.readTree(script.replace('\'', '"'))).firstDifference();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
