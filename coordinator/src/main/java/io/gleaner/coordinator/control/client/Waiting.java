package io.gleaner.coordinator.control.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gleaner.coordinator.control.ObjectKey;
import io.gleaner.coordinator.control.ObjectStore;
import io.gleaner.coordinator.control.StoredObject;
import io.gleaner.failure.GleanerException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What {@code wait --for} waits for.
 *
 * @param what {@code condition}, {@code delete} or {@code create}
 * @param condition the condition's name, in lower case
 * @param value what the condition's status must be, in lower case
 */
public record Waiting(String what, String condition, String value) {
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(5);
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /**
   * Reads {@code condition=complete}, {@code condition=complete=false}, {@code delete}.
   *
   * @throws GleanerException configuration, if it is none of them
   */
  public static Waiting parse(String text) {
    String[] parts = text.toLowerCase(Locale.ROOT).split("=", -1);
    if (parts.length == 1 && (parts[0].equals("delete") || parts[0].equals("create"))) {
      return new Waiting(parts[0], "", "");
    }
    if (parts[0].equals("condition") && (parts.length == 2 || parts.length == 3)) {
      return new Waiting(parts[0], parts[1], parts.length == 3 ? parts[2] : "true");
    }
    throw GleanerException.configuration(
        "--for must be condition=NAME, condition=NAME=VALUE, create or delete, not %s."
            .formatted(text));
  }

  /**
   * Waits.
   *
   * @return whether it came to be in that time
   * @throws GleanerException permanent, if the object is not there and so cannot be waited for
   */
  public boolean await(ObjectStore store, ObjectKey key, Duration timeout) {
    long end = System.nanoTime() + timeout.toNanos();
    long version = 0;
    while (true) {
      Optional<StoredObject> object = store.get(key);
      if (object.isEmpty() && what.equals("condition")) {
        throw new ResourceType(key.kind()).notFound(key.name());
      }
      if (isMet(object)) {
        return true;
      }
      Duration left = Duration.ofNanos(end - System.nanoTime());
      if (left.isNegative()) {
        return false;
      }
      version = store.awaitChange(version, left.compareTo(LONGEST_LOOK) < 0 ? left : LONGEST_LOOK);
    }
  }

  private boolean isMet(Optional<StoredObject> object) {
    return switch (what) {
      case "delete" -> object.isEmpty();
      case "create" -> object.isPresent();
      default -> object.isPresent() && hasCondition(object.get());
    };
  }

  private boolean hasCondition(StoredObject object) {
    try {
      for (JsonNode there : MAPPER.readTree(object.status()).path("conditions")) {
        if (there.path("type").asText().equalsIgnoreCase(condition)) {
          return there.path("status").asText().equalsIgnoreCase(value);
        }
      }
    } catch (JsonProcessingException e) {
      return false;
    }
    return false;
  }
}
