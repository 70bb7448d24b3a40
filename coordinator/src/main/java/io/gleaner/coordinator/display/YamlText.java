package io.gleaner.coordinator.display;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** JSON as YAML, in kubectl's manner: blocks, and fields in order of their names. */
public final class YamlText {
  /** What no reader of YAML takes for anything but this text. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_/][A-Za-z0-9_./-]*");

  /** What YAML 1.1 takes for something else. */
  private static final Pattern WORD =
      Pattern.compile("y|n|yes|no|on|off|true|false|null", Pattern.CASE_INSENSITIVE);

  private final StringBuilder out = new StringBuilder();

  private YamlText() {}

  /** A document. */
  public static String of(JsonNode json) {
    YamlText text = new YamlText();
    text.block(json, "", true);
    return text.out.toString();
  }

  /** A value whose line has begun: {@code key:} or {@code -} stands before it. */
  private void value(JsonNode json, String indent, boolean inList) {
    if (json.isEmpty() || json.isValueNode()) {
      out.append(inList ? "" : " ").append(scalar(json)).append('\n');
    } else if (inList) {
      block(json, indent + "  ", false);
    } else {
      out.append('\n');
      // kubectl does not indent lists.
      block(json, json.isArray() ? indent : indent + "  ", true);
    }
  }

  private void block(JsonNode json, String indent, boolean indentFirst) {
    if (json.isEmpty() || json.isValueNode()) {
      out.append(scalar(json)).append('\n');
      return;
    }
    String before = indentFirst ? indent : "";
    if (json.isArray()) {
      for (JsonNode item : json) {
        out.append(before).append("- ");
        value(item, indent, true);
        before = indent;
      }
      return;
    }
    Map<String, JsonNode> sorted = new TreeMap<>();
    json.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
    for (Map.Entry<String, JsonNode> field : sorted.entrySet()) {
      out.append(before).append(text(field.getKey())).append(':');
      value(field.getValue(), indent, false);
      before = indent;
    }
  }

  private static String scalar(JsonNode json) {
    return json.isTextual() ? text(json.textValue()) : json.toString();
  }

  private static String text(String text) {
    return PLAIN.matcher(text).matches() && !WORD.matcher(text).matches()
        ? text
        : JsonNodeFactory.instance.textNode(text).toString();
  }
}
