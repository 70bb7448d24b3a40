package io.gleaner.coordinator.control.redis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gleaner.coordinator.control.Deletion;
import io.gleaner.coordinator.control.Kind;
import io.gleaner.coordinator.control.ObjectKey;
import io.gleaner.coordinator.control.Owner;
import io.gleaner.coordinator.control.StoredObject;
import java.time.Instant;
import java.util.Objects;

/** An object as text: {@code VERSION UID JSON}, of which the scripts read the first two. */
final class ObjectText {
  private ObjectText() {}

  /** The field of the hash. */
  static String field(ObjectKey key) {
    return key.kind() + "/" + key.name();
  }

  /** The JSON alone. */
  static String write(StoredObject object) {
    ObjectNode json =
        Json.object()
            .put("kind", object.key().kind().name())
            .put("name", object.key().name())
            .put("uid", object.uid())
            .put("generation", object.generation())
            .put("manifest", object.manifest())
            .put("status", object.status());
    Json.put(json, "createdAt", object.createdAt());
    Owner owner = object.owner();
    if (owner != null) {
      Json.put(json, owner);
    }
    Deletion deletion = object.deletion();
    if (deletion != null) {
      ObjectNode asked = json.putObject("deletion").put("policy", deletion.policy().name());
      Json.put(asked, "requestedAt", deletion.requestedAt());
    }
    return json.toString();
  }

  static StoredObject read(String text) {
    String[] parts = text.split(" ", 3);
    JsonNode json = Json.parse(parts[2]);
    JsonNode deletion = json.get("deletion");
    return new StoredObject(
        new ObjectKey(Kind.valueOf(json.get("kind").textValue()), json.get("name").textValue()),
        json.get("uid").textValue(),
        Long.parseLong(parts[0]),
        json.get("generation").longValue(),
        time(json, "createdAt"),
        json.get("manifest").textValue(),
        json.get("status").textValue(),
        json.has("owner") ? Json.owner(json) : null,
        deletion == null
            ? null
            : new Deletion(
                time(deletion, "requestedAt"),
                Deletion.Policy.valueOf(deletion.get("policy").textValue())));
  }

  private static Instant time(JsonNode json, String name) {
    return Objects.requireNonNull(Json.time(json, name));
  }
}
