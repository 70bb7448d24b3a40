package io.gleaner.coordinator.job.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.gleaner.failure.GleanerException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The fields of one JSON object, each read as what it must be. A null is a field not set. */
final class Fields {
  private final String path;
  private final JsonNode object;

  /**
   * An object's fields.
   *
   * @param path where the object is, for messages: {@code spec.podFailurePolicy}
   * @throws GleanerException if it is no object
   */
  Fields(String path, JsonNode object) {
    this.path = path;
    this.object = object;
    if (!object.isObject()) {
      throw refusal(path, "an object", object);
    }
  }

  private static GleanerException refusal(String path, String expected, JsonNode there) {
    return GleanerException.configuration(
        "%s: expected %s, not %s.".formatted(path, expected, there));
  }

  /** Refuses all fields but these. */
  Fields only(Set<String> known) {
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                throw GleanerException.configuration(
                    "%s: there is no such field.".formatted(path + "." + name));
              }
            });
    return this;
  }

  private @Nullable JsonNode at(String name) {
    JsonNode value = object.get(name);
    return value == null || value.isNull() ? null : value;
  }

  @Nullable Integer integer(String name) {
    JsonNode value = at(name);
    if (value != null && !(value.isIntegralNumber() && value.canConvertToInt())) {
      throw refusal(path + "." + name, "a 32-bit integer", value);
    }
    return value == null ? null : value.intValue();
  }

  @Nullable Long whole(String name) {
    JsonNode value = at(name);
    if (value != null && !(value.isIntegralNumber() && value.canConvertToLong())) {
      throw refusal(path + "." + name, "a 64-bit integer", value);
    }
    return value == null ? null : value.longValue();
  }

  @Nullable Boolean truth(String name) {
    JsonNode value = at(name);
    if (value != null && !value.isBoolean()) {
      throw refusal(path + "." + name, "true or false", value);
    }
    return value == null ? null : value.booleanValue();
  }

  @Nullable String text(String name) {
    JsonNode value = at(name);
    if (value != null && !value.isTextual()) {
      throw refusal(path + "." + name, "a string", value);
    }
    return value == null ? null : value.textValue();
  }

  String textOrEmpty(String name) {
    String value = text(name);
    return value == null ? "" : value;
  }

  @Nullable Fields object(String name) {
    JsonNode value = at(name);
    return value == null ? null : new Fields(path + "." + name, value);
  }

  /** The objects of an array. */
  @Nullable List<Fields> objects(String name) {
    JsonNode array = array(name);
    if (array == null) {
      return null;
    }
    List<Fields> objects = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      objects.add(new Fields("%s.%s[%d]".formatted(path, name, i), array.get(i)));
    }
    return objects;
  }

  /** What the objects of an array are read as; none if the field is not set. */
  <T> List<T> each(String name, Function<Fields, T> reader) {
    List<Fields> objects = objects(name);
    return objects == null ? List.of() : objects.stream().map(reader).toList();
  }

  @Nullable List<Integer> integers(String name) {
    JsonNode array = array(name);
    if (array == null) {
      return null;
    }
    List<Integer> values = new ArrayList<>();
    for (JsonNode value : array) {
      if (!value.isIntegralNumber() || !value.canConvertToInt()) {
        throw refusal(path + "." + name, "32-bit integers", value);
      }
      values.add(value.intValue());
    }
    return values;
  }

  private @Nullable JsonNode array(String name) {
    JsonNode value = at(name);
    if (value != null && !value.isArray()) {
      throw refusal(path + "." + name, "an array", value);
    }
    return value;
  }

  /** The JSON text of the field; null if it is not set. */
  @Nullable String source(String name) {
    JsonNode value = at(name);
    return value == null ? null : value.toString();
  }

  /** The JSON text of the object. */
  String source() {
    return object.toString();
  }
}
