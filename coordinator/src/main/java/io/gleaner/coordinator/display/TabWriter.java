package io.gleaner.coordinator.display;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lines with cells between tabs, aligned as Go's {@code text/tabwriter} does: a column is a block
 * of lines that follow each other and all have that cell; the last cell of a line is in no column.
 */
final class TabWriter {
  private final int minimum;
  private final int padding;
  private final List<List<String>> lines = new ArrayList<>();

  TabWriter(int minimum, int padding) {
    this.minimum = minimum;
    this.padding = padding;
  }

  /** What {@code kubectl describe} uses. */
  static TabWriter describing() {
    return new TabWriter(0, 2);
  }

  /** Adds a line: its cells between tabs. */
  void line(String text) {
    lines.add(List.of(text.split("\t", -1)));
  }

  /** Adds a line of a level of indentation. */
  void line(int level, String text) {
    line("  ".repeat(level) + text);
  }

  @Override
  public String toString() {
    StringBuilder[] text = new StringBuilder[lines.size()];
    Arrays.setAll(text, i -> new StringBuilder());
    block(0, lines.size(), 0, text);
    return String.join("", Arrays.stream(text).map(line -> line + "\n").toList());
  }

  private void block(int from, int to, int column, StringBuilder[] text) {
    for (int start = from; start < to; ) {
      if (lines.get(start).size() <= column + 1) {
        if (lines.get(start).size() == column + 1) {
          text[start].append(lines.get(start).get(column));
        }
        start++;
        continue;
      }
      int end = start;
      int width = minimum;
      while (end < to && lines.get(end).size() > column + 1) {
        int length = lines.get(end).get(column).length();
        width = Math.max(width, length + padding);
        end++;
      }
      for (int i = start; i < end; i++) {
        String cell = lines.get(i).get(column);
        text[i].append(cell).append(" ".repeat(width - cell.length()));
      }
      block(start, end, column + 1, text);
      start = end;
    }
  }
}
