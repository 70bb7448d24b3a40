package io.gleaner.coordinator.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.gleaner.config.Quantities;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fields that are known to be of their types, with the defaults of those that are not there. */
record SpecFields(JsonNode object) {
  SpecFields in(String field) {
    return new SpecFields(object.path(field));
  }

  boolean has(String field) {
    return object.has(field);
  }

  @Nullable String text(String field) {
    JsonNode value = object.path(field);
    return value instanceof MissingNode ? null : value.asText();
  }

  long number(String field, long fallback) {
    return object.path(field).asLong(fallback);
  }

  boolean truth(String field) {
    return object.path(field).asBoolean(false);
  }

  Duration duration(String field, Duration fallback) {
    String text = text(field);
    return text == null ? fallback : Quantities.duration(text);
  }

  long bytes(String field, long fallback) {
    String text = text(field);
    return text == null ? fallback : Quantities.bytes(text);
  }

  List<String> texts(String field) {
    List<String> texts = new ArrayList<>();
    object.path(field).forEach(value -> texts.add(value.asText()));
    return texts;
  }
}
