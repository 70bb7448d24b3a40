package io.gleaner.command;

import io.gleaner.item.Bytes;
import org.jspecify.annotations.Nullable;

/** The replacement strings of GNU parallel. */
enum Replacement {
  /** The item. */
  ITEM("{}"),
  /** The item without its extension. */
  WITHOUT_EXTENSION("{.}"),
  /** The item's last path component. */
  NAME("{/}"),
  /** The item's folder. */
  FOLDER("{//}"),
  /** The item's last path component without its extension. */
  NAME_WITHOUT_EXTENSION("{/.}"),
  /** The item's number, from 1. */
  NUMBER("{#}"),
  /** The number of the slot that runs it, from 1. */
  SLOT("{%}");

  private static final Replacement[] ALL = values();

  private final String text;

  Replacement(String text) {
    this.text = text;
  }

  /** How long it is in a template, in bytes. */
  int length() {
    return text.length();
  }

  /** The replacement string that stands at this place of a template, or null if none does. */
  static @Nullable Replacement at(byte[] template, int place) {
    for (Replacement candidate : ALL) {
      if (candidate.isAt(template, place)) {
        return candidate;
      }
    }
    return null;
  }

  /** What it becomes. */
  Bytes of(Placed placed) {
    Bytes item = placed.item();
    return switch (this) {
      case ITEM -> item;
      case WITHOUT_EXTENSION -> ItemPath.withoutExtension(item);
      case NAME -> ItemPath.name(item);
      case FOLDER -> ItemPath.folder(item);
      case NAME_WITHOUT_EXTENSION -> ItemPath.withoutExtension(ItemPath.name(item));
      case NUMBER -> Bytes.utf8(Long.toString(placed.index() + 1));
      case SLOT -> Bytes.utf8(Integer.toString(placed.slot()));
    };
  }

  private boolean isAt(byte[] template, int place) {
    if (place + text.length() > template.length) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (template[place + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
