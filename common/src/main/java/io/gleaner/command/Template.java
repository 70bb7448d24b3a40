package io.gleaner.command;

import io.gleaner.item.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One word of a command, cut up into text and replacement strings. */
final class Template {
  static final Template ITEM = parse(Bytes.utf8("{}"));

  private final List<Part> parts;

  private Template(List<Part> parts) {
    this.parts = parts;
  }

  /** Reads a word. What only looks like a replacement string ({@code {x}}) is text. */
  static Template parse(Bytes word) {
    byte[] all = word.array();
    List<Part> parts = new ArrayList<>();
    int textFrom = 0;
    int at = 0;
    while (at < all.length) {
      Replacement found = Replacement.at(all, at);
      if (found == null) {
        at++;
        continue;
      }
      addText(parts, all, textFrom, at);
      parts.add(new Part(Bytes.EMPTY, found));
      at += found.length();
      textFrom = at;
    }
    addText(parts, all, textFrom, all.length);
    return new Template(List.copyOf(parts));
  }

  /** Whether it is the same for all items. */
  boolean isText() {
    return parts.stream().allMatch(part -> part.replacement() == null);
  }

  /** The word for one item. */
  Bytes expand(Placed placed) {
    if (parts.size() == 1) {
      return parts.get(0).expand(placed);
    }
    ByteArrayOutputStream word = new ByteArrayOutputStream();
    for (Part part : parts) {
      word.writeBytes(part.expand(placed).array());
    }
    return Bytes.wrap(word.toByteArray());
  }

  private static void addText(List<Part> parts, byte[] all, int from, int to) {
    if (to > from) {
      parts.add(new Part(Bytes.wrap(Arrays.copyOfRange(all, from, to)), null));
    }
  }

  private record Part(Bytes text, @Nullable Replacement replacement) {
    Bytes expand(Placed placed) {
      return replacement == null ? text : replacement.of(placed);
    }
  }
}
