package io.gleaner.coordinator.control.redis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gleaner.coordinator.control.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The events of an object as JSON text. */
final class EventText {
  private EventText() {}

  static String write(List<Event> events) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    for (Event event : events) {
      ObjectNode one =
          json.addObject()
              .put("type", event.type().name())
              .put("reason", event.reason())
              .put("from", event.from())
              .put("message", event.message())
              .put("count", event.count());
      Json.put(one, "first", event.first());
      Json.put(one, "last", event.last());
    }
    return json.toString();
  }

  static List<Event> read(String text) {
    List<Event> events = new ArrayList<>();
    for (JsonNode json : Json.parse(text)) {
      events.add(
          new Event(
              Event.Type.valueOf(json.get("type").textValue()),
              json.get("reason").textValue(),
              json.get("from").textValue(),
              json.get("message").textValue(),
              Instant.parse(json.get("first").textValue()),
              Instant.parse(json.get("last").textValue()),
              json.get("count").intValue()));
    }
    return events;
  }
}
