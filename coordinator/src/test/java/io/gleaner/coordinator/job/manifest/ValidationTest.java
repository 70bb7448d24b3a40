package io.gleaner.coordinator.job.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gleaner.coordinator.job.json.JobSpecReader;
import io.gleaner.coordinator.job.json.JobSpecWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused, in Kubernetes' words. */
class ValidationTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{'completions': -1}|spec.completions: Invalid value: -1: must be greater than or equal to"
            + " 0",
        "{'ttlSecondsAfterFinished': -1}|spec.ttlSecondsAfterFinished: Invalid value: -1: must be"
            + " greater than or equal to 0",
        "{'completionMode': 'Odd'}|spec.completionMode: Unsupported value: 'Odd': supported values:"
            + " 'NonIndexed', 'Indexed'",
        "{'maxFailedIndexes': 1}|spec.backoffLimitPerIndex: Required value: when maxFailedIndexes"
            + " is specified; spec.maxFailedIndexes: Invalid value: 1: requires indexed completion"
            + " mode",
        "{'completionMode': 'Indexed', 'completions': 2, 'backoffLimitPerIndex': 1,"
            + " 'maxFailedIndexes': 3}|spec.maxFailedIndexes: Invalid value: 3: must be less than"
            + " or equal to completions",
        "{'completionMode': 'Indexed', 'completions': 2, 'parallelism': 100001}|spec.parallelism:"
            + " Invalid value: 100001: must be less than or equal to 100000 when completion mode is"
            + " Indexed",
        "{'completionMode': 'Indexed', 'completions': 100001, 'backoffLimitPerIndex': 1}|"
            + "spec.maxFailedIndexes: Required value: must be specified when completions is above"
            + " 100000",
        "{'manualSelector': true}|spec.selector: Required value; spec.template.metadata.labels:"
            + " Invalid value: null: `selector` does not match template `labels`",
        "{'podReplacementPolicy': 'Never'}|spec.podReplacementPolicy: Unsupported value: 'Never':"
            + " supported values: 'Failed', 'TerminatingOrFailed'",
        "{'managedBy': 'me'}|spec.managedBy: Invalid value: 'me': must be a domain-prefixed path"
            + " (such as 'acme.io/foo')",
        "{'podReplacementPolicy': 'TerminatingOrFailed', 'podFailurePolicy': {'rules':"
            + " []}}|spec.podReplacementPolicy: Unsupported value: 'TerminatingOrFailed': supported"
            + " values: 'Failed'",
        "{'podFailurePolicy': {'rules': [{'action': 'FailIndex', 'onExitCodes': {'operator': 'In',"
            + " 'values': [1]}}]}}|spec.podFailurePolicy.rules[0].action: Invalid value:"
            + " 'FailIndex': requires the backoffLimitPerIndex to be set",
        "{'podFailurePolicy': {'rules': [{'action': 'Explode', 'onPodConditions': [{'type':"
            + " 'A'}]}]}}|spec.podFailurePolicy.rules[0].action: Unsupported value: 'Explode':"
            + " supported values: 'Count', 'FailIndex', 'FailJob', 'Ignore'",
        "{'podFailurePolicy': {'rules': [{'action': 'Count'}]}}|spec.podFailurePolicy.rules[0]:"
            + " Invalid value: specifying one of OnExitCodes and OnPodConditions is required",
        "{'podFailurePolicy': {'rules': [{'action': 'Count', 'onExitCodes': {'operator': 'In',"
            + " 'values': [1]}, 'onPodConditions': [{'type':"
            + " 'A'}]}]}}|spec.podFailurePolicy.rules[0]: Invalid value: specifying both"
            + " OnExitCodes and OnPodConditions is not supported",
        "{'podFailurePolicy': {'rules': [{'onExitCodes': {'values': [2, 1, 1]}}]}}|"
            + "spec.podFailurePolicy.rules[0].action: Required value: valid values: ['Count'"
            + " 'FailIndex' 'FailJob' 'Ignore'];"
            + " spec.podFailurePolicy.rules[0].onExitCodes.operator: Required value: valid values:"
            + " ['In' 'NotIn'];"
            + " spec.podFailurePolicy.rules[0].onExitCodes.values[2]: Duplicate value: 1;"
            + " spec.podFailurePolicy.rules[0].onExitCodes.values: Invalid value: [2,1,1]: must be"
            + " ordered",
        "{'podFailurePolicy': {'rules': [{'action': 'Count', 'onExitCodes': {'operator': 'In',"
            + " 'containerName': 'x', 'values':"
            + " []}}]}}|spec.podFailurePolicy.rules[0].onExitCodes.containerName: Invalid value:"
            + " 'x': must be one of the container or initContainer names in the pod template;"
            + " spec.podFailurePolicy.rules[0].onExitCodes.values: Invalid value: []: at least one"
            + " value is required",
        "{'podFailurePolicy': {'rules': [{'action': 'Count', 'onPodConditions': [{'type': 'A',"
            + " 'status': 'Yes'}]}]}}|spec.podFailurePolicy.rules[0].onPodConditions[0].status:"
            + " Unsupported value: 'Yes': supported values: 'False', 'True', 'Unknown'",
        "{'completionMode': 'Indexed', 'completions': 2, 'successPolicy': {'rules':"
            + " []}}|spec.successPolicy.rules: Required value: at least one rules must be specified"
            + " when the successPolicy is specified",
        "{'completionMode': 'Indexed', 'completions': 2, 'successPolicy': {'rules': [{}]}}|"
            + "spec.successPolicy.rules[0]: Required value: at least one of succeededCount or"
            + " succeededIndexes must be specified",
        "{'completionMode': 'Indexed', 'completions': 2, 'successPolicy': {'rules':"
            + " [{'succeededCount': 3}]}}|spec.successPolicy.rules[0].succeededCount: Invalid"
            + " value: 3: must be less than or equal to 2 (the number of specified completions)",
        "{'completionMode': 'Indexed', 'completions': 5, 'successPolicy': {'rules':"
            + " [{'succeededIndexes': '0,2', 'succeededCount':"
            + " 3}]}}|spec.successPolicy.rules[0].succeededCount: Invalid value: 3: must be less"
            + " than or equal to 2 (the number of indexes in the specified succeededIndexes field)",
        "{'completionMode': 'Indexed', 'completions': 5, 'successPolicy': {'rules':"
            + " [{'succeededIndexes': '3-7'}]}}|spec.successPolicy.rules[0].succeededIndexes:"
            + " Invalid value: '3-7': error parsing succeededIndexes: too large index: '7'",
        "{'completionMode': 'Indexed', 'completions': 5, 'successPolicy': {'rules':"
            + " [{'succeededIndexes': '3,1'}]}}|spec.successPolicy.rules[0].succeededIndexes:"
            + " Invalid value: '3,1': error parsing succeededIndexes: non-increasing order,"
            + " previous: 3, current: 1",
        "{'completionMode': 'Indexed', 'completions': 5, 'successPolicy': {'rules':"
            + " [{'succeededIndexes': 'all'}]}}|spec.successPolicy.rules[0].succeededIndexes:"
            + " Invalid value: 'all': error parsing succeededIndexes: cannot convert string to"
            + " integer for index: 'all'"
      })
  void aSpecIsRefused(String spec, String expected) {
    assertThat(texts(Validation.errors("job", filled(spec, "Never")))).isEqualTo(quoted(expected));
  }

  @ParameterizedTest(name = "{0} to {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{'completions': 4}|{'completions': 3}|spec.completions: Invalid value: 3: field is"
            + " immutable",
        "{'completionMode': 'Indexed', 'completions': 4, 'parallelism': 2}|{'completions': 3}|"
            + "spec.completions: Invalid value: 3: can only be modified in tandem with"
            + " spec.parallelism",
        "{'completionMode': 'Indexed', 'completions': 4}|{'completionMode': 'NonIndexed'}|"
            + "spec.completionMode: Invalid value: 'NonIndexed': field is immutable",
        "{'completionMode': 'Indexed', 'completions': 4, 'backoffLimitPerIndex': 1}|"
            + "{'backoffLimitPerIndex': 2}|spec.backoffLimitPerIndex: Invalid value: 2: field is"
            + " immutable",
        "{}|{'managedBy': 'a.io/b'}|spec.managedBy: Invalid value: 'a.io/b': field is immutable",
        "{'podFailurePolicy': {'rules': []}}|{'podFailurePolicy': {'rules': [{'action': 'Count',"
            + " 'onExitCodes': {'operator': 'In', 'values': [1]}}]}}|spec.podFailurePolicy: Invalid"
            + " value: {'Rules':[{'Action':'Count','OnExitCodes':{'ContainerName':null,"
            + "'Operator':'In','Values':[1]},'OnPodConditions':null}]}: field is immutable",
        "{'parallelism': 2}|{'parallelism': -1}|spec.parallelism: Invalid value: -1: must be"
            + " greater than or equal to 0"
      })
  void aChangeIsRefused(String before, String change, String expected) {
    assertThat(texts(change(before, change))).isEqualTo(quoted(expected));
  }

  @ParameterizedTest(name = "{0} to {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{}|{'parallelism': 3}",
        "{}|{'suspend': true}",
        "{}|{'backoffLimit': 0}",
        "{}|{'activeDeadlineSeconds': 7}",
        "{}|{'ttlSecondsAfterFinished': 7}",
        "{}|{'podReplacementPolicy': 'Failed'}",
        "{'completionMode': 'Indexed', 'completions': 4}|{'completions': 2, 'parallelism': 2}",
        "{'completionMode': 'Indexed', 'completions': 4, 'backoffLimitPerIndex': 1}|"
            + "{'maxFailedIndexes': 2}"
      })
  void aChangeIsMade(String before, String change) {
    assertThat(change(before, change)).isEmpty();
  }

  @ParameterizedTest(name = "restartPolicy {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "Always|spec.template.spec.restartPolicy: Required value: valid values: 'OnFailure',"
            + " 'Never'",
        "Once|spec.template.spec.restartPolicy: Unsupported value: 'Once': supported values:"
            + " 'Always', 'OnFailure', 'Never'; spec.template.spec.restartPolicy: Unsupported"
            + " value: 'Once': supported values: 'OnFailure', 'Never'"
      })
  void aTemplateIsRefused(String restartPolicy, String expected) {
    assertThat(texts(Validation.errors("job", filled("{}", restartPolicy))))
        .isEqualTo(quoted(expected));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "acme.io/a b|spec.managedBy",
        "/path|spec.managedBy",
        "ACME.io/path|spec.managedBy",
        "acme.io/path~1:x|",
        "acme.io/|spec.managedBy"
      })
  void managedByIsADomainAndAPath(String managedBy, @Nullable String field) {
    SentSpec spec = filled("{'managedBy': '" + managedBy + "'}", "Never");
    assertThat(fields(Validation.errors("job", spec)))
        .isEqualTo(field == null ? List.of() : List.of(field));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "DisruptionTarget, true",
    "acme.io/Broken, true",
    "/Broken, false",
    "ACME.io/Broken, false",
    "acme.io/, false",
    "acme.io/a/b, false",
    "-a, false"
  })
  void aConditionsTypeIsAQualifiedName(String type, boolean accepted) {
    String pattern = "{'type': '" + type + "'}";
    SentSpec spec =
        filled(
            "{'podFailurePolicy': {'rules': [{'action': 'Count', 'onPodConditions': ["
                + pattern
                + "]}]}}",
            "Never");
    assertThat(fields(Validation.errors("job", spec)))
        .isEqualTo(
            accepted
                ? List.of()
                : List.of("spec.podFailurePolicy.rules[0].onPodConditions[0].type"));
  }

  @Test
  void aNameThatIsNoLabelIsRefusedForThePodsLabelsToo() {
    assertThat(fields(Validation.errors("a b", filled("{}", "Never"))))
        .containsExactly("metadata.name", "spec.template.labels");
    assertThat(fields(Validation.errors("n".repeat(64), filled("{}", "Never"))))
        .containsExactly("spec.template.labels");
  }

  @Test
  void aChangeDoesNotLookAtTheNameAgain() {
    String name = "n".repeat(61);
    SentSpec before = filled("{'completionMode': 'Indexed', 'completions': 10}", "Never");
    SentSpec after =
        filled("{'completionMode': 'Indexed', 'completions': 11, 'parallelism': 11}", "Never");
    assertThat(UpdateValidation.errors(name, before, after)).isEmpty();
  }

  @Test
  void anIndexedJobsNameLeavesRoomForTheIndex() {
    String name = "n".repeat(61);
    SentSpec indexed = filled("{'completionMode': 'Indexed', 'completions': 11}", "Never");
    assertThat(Validation.errors(name, indexed))
        .containsExactly(
            new ValidationError(
                "metadata.name",
                "Invalid value: \"%s\": will not able to create pod with invalid DNS label: %s-10"
                    .formatted(name, name)));
    assertThat(Validation.errors(name, filled("{'completions': 11}", "Never"))).isEmpty();
  }

  @Test
  void severalErrorsAreOneAnswer() {
    List<ValidationError> errors =
        Validation.errors("pi", filled("{'parallelism': -1, 'backoffLimit': -2}", "Never"));
    assertThat(ValidationError.answer("pi", errors))
        .isEqualTo(
            "Job.batch \"pi\" is invalid: [spec.parallelism: Invalid value: -1: must be greater"
                + " than or equal to 0, spec.backoffLimit: Invalid value: -2: must be greater than"
                + " or equal to 0]");
  }

  private static List<ValidationError> change(String before, String change) {
    SentSpec stored = filled(before, "Never");
    ObjectNode changed = JobSpecWriter.write(stored);
    changed.setAll((ObjectNode) json(change));
    return UpdateValidation.errors("job", stored, read(changed, "Never"));
  }

  private static SentSpec filled(String spec, String restartPolicy) {
    return read((ObjectNode) json(spec), restartPolicy);
  }

  private static SentSpec read(ObjectNode spec, String restartPolicy) {
    spec.putObject("template").putObject("spec").put("restartPolicy", restartPolicy);
    return Defaulting.fill(JobSpecReader.read("spec", spec));
  }

  private static String texts(List<ValidationError> errors) {
    return String.join("; ", errors.stream().map(ValidationError::text).toList());
  }

  private static List<String> fields(List<ValidationError> errors) {
    return errors.stream().map(ValidationError::field).distinct().toList();
  }

  private static String quoted(String text) {
    return text.replace('\'', '"');
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(quoted(text));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
