package io.gleaner.coordinator.conformance.cron;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A recording of what Kubernetes did not do is found out. */
class CronPlantedErrorsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String[] TIMELINES = {
    "allow",
    "allow-overlap",
    "every-two",
    "forbid",
    "history",
    "history-failed",
    "replace",
    "schedule-changed",
    "suspend-resume",
    "suspend-resume-deadline",
    "time-zone"
  };

  /** In every event of every timeline, each on its own. */
  @TestFactory
  Stream<DynamicTest> whatAnEventShowsMatters() {
    return Stream.of(TIMELINES)
        .flatMap(
            name ->
                IntStream.range(1, events(tree(name)).size())
                    .filter(index -> events(tree(name)).get(index).has("jobs"))
                    .boxed()
                    .flatMap(
                        index ->
                            Stream.of(
                                event(
                                    name, index, "one more is active", CronPlantedErrorsTest::more),
                                event(name, index, "a minute later", CronPlantedErrorsTest::later),
                                event(
                                    name, index, "another success", CronPlantedErrorsTest::success),
                                event(name, index, "a Job more", CronPlantedErrorsTest::jobMore),
                                planted(name, "other states in " + index, r -> states(r, index)))));
  }

  @TestFactory
  Stream<DynamicTest> theCircumstancesMatter() {
    return Stream.of(
        planted("allow", "pods run for a minute", r -> r.put("podRuns", 60)),
        planted("forbid", "pods run for 5 s", r -> r.put("podRuns", 5)),
        planted("allow", "pods fail", r -> r.put("podsSucceed", false)),
        planted("history-failed", "pods succeed", r -> r.put("podsSucceed", true)),
        planted("allow", "another schedule", r -> spec(r, "schedule", "*/2 * * * *")),
        planted("every-two", "another schedule", r -> spec(r, "schedule", "*/3 * * * *")),
        planted("forbid", "another policy", r -> spec(r, "concurrencyPolicy", "Allow")),
        planted("replace", "another policy", r -> spec(r, "concurrencyPolicy", "Forbid")),
        planted("allow-overlap", "another policy", r -> spec(r, "concurrencyPolicy", "Forbid")),
        planted("suspend-resume", "no suspension", r -> drop(r, "patch", 0)),
        planted("suspend-resume", "no resumption", r -> drop(r, "patch", 1)),
        planted("allow", "a start is not seen", r -> events(r).remove(5)),
        planted("allow", "a state comes twice", r -> events(r).insert(5, events(r).get(4))),
        planted("allow", "half a minute late", r -> shift(r, 30)),
        planted("allow", "half a minute early", r -> shift(r, -30)),
        planted("allow", "back in time", r -> ((ObjectNode) events(r).get(4)).put("t", 1)));
  }

  @TestFactory
  Stream<DynamicTest> otherShapesAreToldNotThrown() {
    return Stream.of(
        planted("allow", "an unknown field", r -> r.put("surprise", 1), "[surprise]"),
        planted("allow", "no events", r -> r.remove("events"), "events is not a list: null"),
        planted("allow", "no podRuns", r -> r.remove("podRuns"), "podRuns is not a number"),
        planted("allow", "an event of text", r -> events(r).add("x"), "event 15 is not an object"),
        planted(
            "allow",
            "an unknown state",
            r -> ((ObjectNode) events(r).get(2).get("jobs")).put("hello-T+0", "Odd"),
            "unknown state: Odd"),
        planted(
            "allow",
            "an unknown Job",
            r -> ((ObjectNode) events(r).get(2).get("jobs")).put("other-T+0", "Running"),
            "no Job is called other-T+0"),
        planted("allow", "a bad schedule", r -> spec(r, "schedule", "x"), "found 1: [x]"),
        planted("allow", "a wrong type", r -> ((ObjectNode) r.get("spec")).put("schedule", 5), "5"),
        DynamicTest.dynamicTest("no JSON", () -> differs("{", "not JSON")),
        DynamicTest.dynamicTest("nothing", () -> differs("", "not an object")),
        DynamicTest.dynamicTest("a list", () -> differs("[]", "not an object")),
        DynamicTest.dynamicTest("a text", () -> differs("{\"a\": \"b\"}", "a is not an object")));
  }

  @TestFactory
  Stream<DynamicTest> everyValidationAnswerMatters() {
    Iterable<String> names = () -> tree("validation").fieldNames();
    return StreamSupport.stream(names.spliterator(), false)
        .map(
            name ->
                planted(
                    "validation",
                    name,
                    root -> {
                      ObjectNode entry = (ObjectNode) root.get(name);
                      if (entry.has("accepted")) {
                        entry.remove("accepted");
                        entry.put("rejected", "CronJob.batch is invalid: spec.schedule");
                      } else {
                        entry.remove("rejected");
                        entry.put("accepted", true);
                      }
                    }));
  }

  @Test
  void aRecordingIsToldFromOtherFiles() {
    assertThat(CronRecording.recognises(Recordings.text("allow"))).isTrue();
    assertThat(CronRecording.recognises(Recordings.text("validation"))).isTrue();
    assertThat(CronRecording.recognises("{\"spec\": {\"parallelism\": 2}}")).isFalse();
    assertThat(CronRecording.recognises("{")).isFalse();
    assertThat(CronRecording.of("allow.json", "{").name()).isEqualTo("allow");
  }

  private static DynamicTest event(
      String name, int index, String what, Consumer<ObjectNode> change) {
    return planted(name, what + " in " + index, root -> change.accept(at(root, index)));
  }

  private static DynamicTest planted(String name, String what, Consumer<ObjectNode> change) {
    return planted(name, what, change, "");
  }

  private static DynamicTest planted(
      String name, String what, Consumer<ObjectNode> change, String said) {
    return DynamicTest.dynamicTest(
        name + ": " + what,
        () -> {
          ObjectNode root = tree(name);
          change.accept(root);
          differs(root.toString(), said);
        });
  }

  private static void differs(String json, String said) {
    assertThat(CronRecording.of("x.json", json).firstDifference())
        .hasValueSatisfying(difference -> assertThat(difference).contains(said));
  }

  private static void more(ObjectNode event) {
    event.put("active", event.get("active").asInt() + 1);
  }

  private static void later(ObjectNode event) {
    event.put("lastScheduleTime", event.get("lastScheduleTime").asInt() + 60);
  }

  private static void success(ObjectNode event) {
    event.put("succeededOnce", !event.get("succeededOnce").asBoolean());
  }

  private static void jobMore(ObjectNode event) {
    ((ObjectNode) event.get("jobs")).put("hello-T+9", "Running");
  }

  /** States that Jobs whose pods end so do not come into. */
  private static void states(ObjectNode root, int index) {
    String state = root.get("podsSucceed").asBoolean() ? "Failed" : "Complete";
    ObjectNode jobs = (ObjectNode) at(root, index).get("jobs");
    jobs.put("hello-T+0", state);
    jobs.properties().forEach(job -> jobs.put(job.getKey(), state));
  }

  private static void shift(ObjectNode root, int seconds) {
    for (int i = 1; i < events(root).size(); i++) {
      at(root, i).put("t", at(root, i).get("t").asDouble() + seconds);
    }
  }

  private static void spec(ObjectNode root, String field, String value) {
    ((ObjectNode) root.get("spec")).put(field, value);
    ((ObjectNode) root.get("defaulted")).put(field, value);
  }

  private static void drop(ObjectNode root, String field, int which) {
    int[] indexes =
        IntStream.range(0, events(root).size())
            .filter(i -> events(root).get(i).has(field))
            .toArray();
    events(root).remove(indexes[which]);
  }

  private static ObjectNode at(ObjectNode root, int index) {
    return (ObjectNode) events(root).get(index);
  }

  private static ArrayNode events(JsonNode root) {
    return (ArrayNode) root.get("events");
  }

  private static ObjectNode tree(String name) {
    try {
      return (ObjectNode) JSON.readTree(Recordings.text(name));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
