package io.gleaner.coordinator.control.redis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gleaner.coordinator.control.Kind;
import io.gleaner.coordinator.control.ObjectKey;
import io.gleaner.coordinator.control.Owner;
import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the texts of objects and of workers have in common. */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new GleanerException(
          ErrorKind.INVARIANT_BROKEN, "The store holds what no Gleaner has written.", e);
    }
  }

  static void put(ObjectNode json, String name, @Nullable Instant time) {
    if (time != null) {
      json.put(name, time.toString());
    }
  }

  static @Nullable Instant time(JsonNode json, String name) {
    return json.has(name) ? Instant.parse(json.get(name).textValue()) : null;
  }

  static void put(ObjectNode json, Owner owner) {
    json.putObject("owner")
        .put("kind", owner.key().kind().name())
        .put("name", owner.key().name())
        .put("uid", owner.uid());
  }

  static Owner owner(JsonNode json) {
    JsonNode owner = json.get("owner");
    Kind kind = Kind.valueOf(owner.get("kind").textValue());
    return new Owner(
        new ObjectKey(kind, owner.get("name").textValue()), owner.get("uid").textValue());
  }
}
