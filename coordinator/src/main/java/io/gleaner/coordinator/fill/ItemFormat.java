package io.gleaner.coordinator.fill;

/** How the input is cut into items. */
public enum ItemFormat {
  /**
   * An item a line, as GNU parallel and {@code xargs -d '\n'} cut: a last line counts without its
   * newline too, an empty line is an empty item, a carriage return is part of the item.
   */
  LINES,
  /** An item up to each NUL byte, as {@code find -print0} writes them; newlines are part of it. */
  NUL,
  /**
   * A JSON text a line. The item is the text as it stands, without white space around it (a string
   * keeps its quotes); blank lines are no items. A line that is not valid JSON is refused.
   */
  JSONL;

  byte delimiter() {
    return switch (this) {
      case LINES, JSONL -> '\n';
      case NUL -> 0;
    };
  }

  /** What one piece between two delimiters is called. */
  String pieceName() {
    return switch (this) {
      case LINES, JSONL -> "line";
      case NUL -> "record";
    };
  }
}
