package io.gleaner.benchmark.measure;

import java.util.List;
import java.util.regex.Pattern;

/**
 * When the items of a job log ran: what {@code --joblog} writes, in GNU parallel's columns.
 *
 * @param firstStart when the first began, in milliseconds since 1970
 * @param lastEnd when the last ended, in milliseconds since 1970
 * @param items how many there are
 */
public record JobLogTimes(double firstStart, double lastEnd, int items) {
  private static final Pattern TABS = Pattern.compile("\t");
  private static final double MILLIS = 1e3;

  /**
   * Reads a log.
   *
   * @throws IllegalArgumentException if it names no item, or one that failed
   */
  public static JobLogTimes of(List<String> lines) {
    double first = Double.POSITIVE_INFINITY;
    double last = Double.NEGATIVE_INFINITY;
    int items = 0;
    for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
      String[] columns = TABS.split(line, -1);
      if (columns.length < 8 || !columns[6].equals("0")) {
        throw new IllegalArgumentException("not the line of an item that is done: " + line);
      }
      double start = Double.parseDouble(columns[2]) * MILLIS;
      first = Math.min(first, start);
      last = Math.max(last, start + Double.parseDouble(columns[3].strip()) * MILLIS);
      items++;
    }
    if (items == 0) {
      throw new IllegalArgumentException("the job log names no item");
    }
    return new JobLogTimes(first, last, items);
  }
}
