package io.gleaner.coordinator.conformance.cron;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** An object of a recording: each field is taken once, by its type; what is left is unknown. */
final class JsonFields {
  private final String where;
  private final JsonNode object;
  private final Set<String> left = new TreeSet<>();

  JsonFields(String where, @Nullable JsonNode node) {
    if (node == null || !node.isObject()) {
      throw new MalformedRecordingException(where + " is not an object: " + node);
    }
    this.where = where;
    object = node;
    node.fieldNames().forEachRemaining(left::add);
  }

  boolean has(String field) {
    return object.has(field);
  }

  /** The value; null if it is not there or null. */
  @Nullable JsonNode node(String field) {
    left.remove(field);
    JsonNode value = object.get(field);
    return value == null || value.isNull() ? null : value;
  }

  @Nullable String text(String field) {
    JsonNode value = node(field);
    if (value != null && !value.isTextual()) {
      throw wrong(field, "a text", value);
    }
    return value == null ? null : value.textValue();
  }

  @Nullable Boolean truth(String field) {
    JsonNode value = node(field);
    if (value != null && !value.isBoolean()) {
      throw wrong(field, "true or false", value);
    }
    return value == null ? null : value.booleanValue();
  }

  @Nullable Long whole(String field) {
    JsonNode value = node(field);
    if (value != null && !(value.isIntegralNumber() && value.canConvertToLong())) {
      throw wrong(field, "a whole number", value);
    }
    return value == null ? null : value.longValue();
  }

  @Nullable Integer wholeInt(String field) {
    Long value = whole(field);
    if (value != null && value.intValue() != value) {
      throw wrong(field, "a whole number of 32 bits", object.get(field));
    }
    return value == null ? null : value.intValue();
  }

  /** A number of seconds, in milliseconds. */
  long millis(String field) {
    JsonNode value = node(field);
    if (value == null || !value.isNumber() || Math.abs(value.doubleValue()) > Integer.MAX_VALUE) {
      throw wrong(field, "a number of seconds", value);
    }
    return Math.round(value.doubleValue() * 1000);
  }

  <T> T required(String field, @Nullable T value) {
    if (value == null) {
      throw new MalformedRecordingException(where + " has no " + field);
    }
    return value;
  }

  List<JsonNode> list(String field) {
    JsonNode value = node(field);
    if (value == null || !value.isArray()) {
      throw wrong(field, "a list", value);
    }
    List<JsonNode> items = new ArrayList<>();
    value.forEach(items::add);
    return items;
  }

  /** Nothing is passed over in silence: it might be what makes the difference. */
  void nothingElse() {
    if (!left.isEmpty()) {
      throw new MalformedRecordingException(where + " has unknown fields: " + left);
    }
  }

  private MalformedRecordingException wrong(String field, String wanted, @Nullable JsonNode found) {
    return new MalformedRecordingException(
        where + ": " + field + " is not " + wanted + ": " + found);
  }
}
