package io.gleaner.coordinator.manifest.tree;

import java.util.List;
import java.util.Optional;

/** A value in a file. */
public sealed interface Node {
  /** Where it begins. */
  Position at();

  /** What it is, for a person: {@code a list}. */
  String description();

  /**
   * Fields and their values.
   *
   * @param entries in the file's order; no key comes twice
   */
  record Mapping(List<Entry> entries, Position at) implements Node {
    /** Keeps the list from being changed. */
    public Mapping {
      entries = List.copyOf(entries);
    }

    /** The field of this name. */
    public Optional<Entry> entry(String key) {
      return entries.stream().filter(e -> e.key().equals(key)).findFirst();
    }

    /** The value of a field that is set; a null is a field not set. */
    public Optional<Node> value(String key) {
      return entry(key).map(Entry::value).filter(value -> !value.isNull());
    }

    @Override
    public String description() {
      return "an object with fields";
    }
  }

  /**
   * A field.
   *
   * @param key its name
   * @param at where its name stands
   * @param value its value
   */
  record Entry(String key, Position at, Node value) {}

  /** A list. */
  record Sequence(List<Node> items, Position at) implements Node {
    /** Keeps the list from being changed. */
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String description() {
      return "a list";
    }
  }

  /**
   * A single value.
   *
   * @param type what it is
   * @param text as it is meant: of a number in decimal, of a truth {@code true} or {@code false}
   */
  record Scalar(ScalarType type, String text, Position at) implements Node {
    @Override
    public String description() {
      return switch (type) {
        case TEXT -> "the string " + quoted();
        case INTEGER, FRACTION -> "the number " + text;
        case TRUTH -> text;
        case NULL -> "null";
      };
    }

    private String quoted() {
      String shown = text.length() <= 40 ? text : text.substring(0, 40) + "…";
      return "\"" + shown.replaceAll("\\p{Cntrl}", "?") + "\"";
    }
  }

  /** What a single value is. */
  enum ScalarType {
    /** Text. */
    TEXT,
    /** A whole number. */
    INTEGER,
    /** Another number. */
    FRACTION,
    /** True or false. */
    TRUTH,
    /** Nothing: as if the field were not there. */
    NULL
  }

  /** Whether it is null. */
  default boolean isNull() {
    return this instanceof Scalar scalar && scalar.type() == ScalarType.NULL;
  }
}
