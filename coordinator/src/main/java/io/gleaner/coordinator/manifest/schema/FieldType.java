package io.gleaner.coordinator.manifest.schema;

/**
 * What may stand in a field, in the words of the tables: {@code string}, {@code int32}, {@code
 * PodSpec}, {@code []Container}, {@code {}string}; with {@code !} at its end it must be there.
 *
 * @param shape one value, a list of them, or a map to them
 * @param name of a scalar type or of an object
 * @param required whether it must be there
 */
record FieldType(Shape shape, String name, boolean required) {
  enum Shape {
    ONE,
    LIST,
    MAP
  }

  static FieldType parse(String text) {
    boolean required = text.endsWith("!");
    String rest = required ? text.substring(0, text.length() - 1) : text;
    if (rest.startsWith("[]")) {
      return new FieldType(Shape.LIST, rest.substring(2), required);
    }
    return rest.startsWith("{}")
        ? new FieldType(Shape.MAP, rest.substring(2), required)
        : new FieldType(Shape.ONE, rest, required);
  }

  /** The type of what is in the list or the map. */
  FieldType element() {
    return new FieldType(Shape.ONE, name, false);
  }
}
