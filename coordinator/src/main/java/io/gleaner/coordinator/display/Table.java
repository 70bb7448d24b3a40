package io.gleaner.coordinator.display;

import java.util.ArrayList;
import java.util.List;

/**
 * A table as {@code kubectl get} shows it.
 *
 * @param headers of its columns
 * @param wide how many of the last columns are only shown with {@code -o wide}
 * @param rows each with a cell a column
 */
public record Table(List<String> headers, int wide, List<List<String>> rows) {
  private static final int NARROWEST = 6;
  private static final int GAP = 3;

  /** Keeps the lists from being changed. */
  public Table {
    headers = List.copyOf(headers);
    rows = rows.stream().map(List::copyOf).toList();
  }

  /**
   * The table as text.
   *
   * @param withHeaders whether the headers are shown
   * @param all whether the wide columns are
   * @param prefix before each name, as {@code job.batch/} where several kinds are shown
   */
  public String text(boolean withHeaders, boolean all, String prefix) {
    TabWriter writer = new TabWriter(NARROWEST, GAP);
    int columns = all ? headers.size() : headers.size() - wide;
    if (withHeaders) {
      writer.line(String.join("\t", headers.subList(0, columns)));
    }
    for (List<String> row : rows) {
      writer.line(prefix + String.join("\t", row.subList(0, columns)));
    }
    return writer.toString();
  }

  /**
   * The rows alone, with columns as wide as they were before: for rows that come later.
   *
   * @param before what was shown, whose widths are kept
   */
  public String textAfter(Table before, boolean all) {
    List<List<String>> both = new ArrayList<>(before.rows());
    both.addAll(rows);
    String text = new Table(headers, wide, both).text(true, all, "");
    List<String> lines = text.lines().toList();
    return String.join(
        "",
        lines.subList(lines.size() - rows.size(), lines.size()).stream()
            .map(l -> l + "\n")
            .toList());
  }
}
