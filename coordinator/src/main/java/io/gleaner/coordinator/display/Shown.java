package io.gleaner.coordinator.display;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gleaner.coordinator.control.Owner;
import io.gleaner.coordinator.control.StoredObject;
import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A stored object with its texts read.
 *
 * @param stored as it is kept
 * @param manifest what was applied
 * @param status what has become of it
 */
public record Shown(StoredObject stored, ObjectNode manifest, ObjectNode status) {
  /** The field of a status that only the controller needs. */
  private static final String CONTROLLER = "controller";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Reads an object's texts. */
  public static Shown of(StoredObject stored) {
    ObjectNode status = object(stored, stored.status());
    status.remove(CONTROLLER);
    return new Shown(stored, object(stored, stored.manifest()), status);
  }

  private static ObjectNode object(StoredObject stored, String text) {
    try {
      if (MAPPER.readTree(text) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      // Said below: nobody but us writes there.
    }
    throw new GleanerException(
        ErrorKind.INVARIANT_BROKEN, stored.key() + " is kept in a form that cannot be read.");
  }

  String name() {
    return stored.key().name();
  }

  JsonNode spec() {
    return manifest.path("spec");
  }

  /** The spec of its Jobs: a CronJob's template has it. */
  JsonNode jobSpec() {
    return spec().has("jobTemplate") ? spec().path("jobTemplate").path("spec") : spec();
  }

  JsonNode container() {
    return jobSpec().at("/template/spec/containers/0");
  }

  @Nullable Instant statusTime(String field) {
    String text = status.path(field).asText("");
    return text.isEmpty() ? null : Instant.parse(text);
  }

  String age(Instant now) {
    return Ages.since(stored.createdAt(), now);
  }

  /** The whole object as {@code get -o json} shows it. */
  public ObjectNode json() {
    ObjectNode json = manifest.deepCopy();
    ObjectNode metadata = json.withObjectProperty("metadata");
    metadata.put("creationTimestamp", seconds(stored.createdAt()));
    metadata.put("generation", stored.generation());
    metadata.put("resourceVersion", String.valueOf(stored.resourceVersion()));
    metadata.put("uid", stored.uid());
    if (stored.deletion() != null) {
      metadata.put("deletionTimestamp", seconds(stored.deletion().requestedAt()));
    }
    Owner owner = stored.owner();
    if (owner != null) {
      metadata
          .putArray("ownerReferences")
          .addObject()
          .put("apiVersion", owner.key().kind().group() + "/v1")
          .put("blockOwnerDeletion", true)
          .put("controller", true)
          .put("kind", owner.key().kind().text())
          .put("name", owner.key().name())
          .put("uid", owner.uid());
    }
    json.set("status", status);
    return json;
  }

  static String seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
