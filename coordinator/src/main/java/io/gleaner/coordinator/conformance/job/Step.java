package io.gleaner.coordinator.conformance.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One step of a recording.
 *
 * @param number from 1
 * @param action what was done: {@code succeed}
 * @param at when, since the Job was created
 * @param seenAt when the outcome was looked at
 * @param count on how many workers
 * @param indexes on the workers of which indexes; null: on any
 * @param exitCode what they exit with
 * @param disruption whether they are disrupted
 * @param times how often they restart
 * @param patch what is changed in the spec
 * @param rejected why the change was refused; null if it was not
 * @param outcome what stood there at {@code seenAt}
 */
record Step(
    int number,
    String action,
    Duration at,
    Duration seenAt,
    int count,
    @Nullable List<Integer> indexes,
    int exitCode,
    boolean disruption,
    int times,
    ObjectNode patch,
    @Nullable String rejected,
    ObjectNode outcome) {
  static final int ALL = Integer.MAX_VALUE;

  private static final Set<String> EVERY = Set.of("do", "at", "seenAt", "then", "rejected");
  private static final Set<String> CHOICE = Set.of("count", "indexes");
  private static final Map<String, Set<String>> FIELDS =
      Map.ofEntries(
          Map.entry("create", Set.of()),
          Map.entry("run", Set.of()),
          Map.entry("succeed", Set.of()),
          Map.entry("fail", Set.of("exitCode", "disruption")),
          Map.entry("restart", Set.of("times")),
          Map.entry("delete-pod", Set.of()),
          Map.entry("finish-terminating", Set.of()),
          Map.entry("suspend", Set.of()),
          Map.entry("resume", Set.of()),
          Map.entry("patch", Set.of("spec")),
          Map.entry("wait", Set.of("seconds")),
          Map.entry("delete-job", Set.of()));

  static Step read(int number, JsonNode json) {
    String action = json.path("do").asText("");
    Set<String> known = FIELDS.get(action);
    if (known == null) {
      throw Script.notUnderstood("a step %d that does '%s'".formatted(number, action));
    }
    json.fieldNames()
        .forEachRemaining(
            field -> {
              if (!EVERY.contains(field) && !CHOICE.contains(field) && !known.contains(field)) {
                throw Script.notUnderstood(
                    "a field %s in step %d (%s)".formatted(field, number, action));
              }
            });
    if (!(json.path("then") instanceof ObjectNode outcome)) {
      throw Script.notUnderstood("no 'then' in step " + number);
    }
    return new Step(
        number,
        action,
        time(number, json, "at"),
        time(number, json, "seenAt"),
        count(number, json.get("count")),
        indexes(json.get("indexes")),
        json.path("exitCode").asInt(1),
        json.path("disruption").asBoolean(false),
        json.path("times").asInt(1),
        json.path("spec") instanceof ObjectNode spec ? spec : JsonNodeFactory.instance.objectNode(),
        json.path("rejected").textValue(),
        outcome);
  }

  private static int count(int number, @Nullable JsonNode count) {
    if (count == null) {
      return 1;
    }
    if (count.isInt()) {
      return count.intValue();
    }
    if (!count.asText().equals("all")) {
      throw Script.notUnderstood("a count %s in step %d".formatted(count, number));
    }
    return ALL;
  }

  private static Duration time(int number, JsonNode step, String field) {
    JsonNode value = step.path(field);
    if (!value.isNumber()) {
      throw Script.notUnderstood("no time '%s' in step %d".formatted(field, number));
    }
    BigDecimal nanos = value.decimalValue().movePointRight(9);
    return Duration.ofNanos(nanos.longValue());
  }

  private static @Nullable List<Integer> indexes(@Nullable JsonNode json) {
    if (json == null || !json.isArray()) {
      return null;
    }
    List<Integer> indexes = new ArrayList<>();
    json.forEach(index -> indexes.add(index.asInt()));
    return indexes;
  }

  /** Which step it is, for a person. */
  String text() {
    BigDecimal seconds = BigDecimal.valueOf(at.toMillis(), 3).stripTrailingZeros();
    return "step %d (%s at %s s)".formatted(number, action, seconds.toPlainString());
  }
}
