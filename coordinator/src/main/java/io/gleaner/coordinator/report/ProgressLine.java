package io.gleaner.coordinator.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** One line on how far a Job is. Pure. */
public final class ProgressLine {
  private static final int BAR_WIDTH = 20;
  private static final double LONGEST_ETA_SECONDS = 100 * 86_400.0;

  private ProgressLine() {}

  /**
   * The line, without a newline, of at most {@code width} characters: what matters least is left
   * out where it does not fit.
   */
  public static String format(Snapshot snapshot, int width) {
    return fitted(parts(snapshot), width);
  }

  /** The same of a Job that is only filled. */
  public static String filling(long published, OptionalDouble itemsPerSecond, int width) {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part(0, "", published + (published == 1 ? " item" : " items") + " published"));
    itemsPerSecond.ifPresent(rate -> parts.add(new Part(1, ", ", Texts.rate(rate) + "/s")));
    return fitted(parts, width);
  }

  private static String fitted(List<Part> parts, int width) {
    String line = join(parts);
    while (line.length() > width && parts.size() > 1) {
      Part least = parts.get(0);
      for (Part part : parts) {
        least = part.rank() > least.rank() ? part : least;
      }
      parts.remove(least);
      line = join(parts);
    }
    return line.length() <= width ? line : line.substring(0, Math.max(0, width));
  }

  private static List<Part> parts(Snapshot snapshot) {
    Counts counts = snapshot.counts();
    List<Part> parts = new ArrayList<>();
    if (counts.total().isPresent()) {
      long total = counts.total().getAsLong();
      // Rounded down: 100 % is said only when all have ended.
      int percent = total == 0 ? 100 : (int) (100.0 * Math.min(counts.ended(), total) / total);
      int filled = percent * BAR_WIDTH / 100;
      String bar = "[" + "#".repeat(filled) + ".".repeat(BAR_WIDTH - filled) + "]";
      parts.add(new Part(5, "", bar));
      parts.add(new Part(3, " ", String.format(Locale.ROOT, "%3d%%", percent)));
      parts.add(new Part(0, "  ", counts.done() + "/" + total + " done"));
    } else {
      parts.add(new Part(0, "", counts.done() + " done"));
    }
    if (counts.failed() > 0) {
      parts.add(new Part(1, ", ", counts.failed() + " failed"));
    }
    parts.add(new Part(4, ", ", counts.running() + " running"));
    if (counts.total().isEmpty()) {
      parts.add(new Part(2, ", ", "filling: " + counts.filled() + " so far"));
    }
    addSpeed(snapshot, parts);
    return parts;
  }

  private static void addSpeed(Snapshot snapshot, List<Part> parts) {
    if (snapshot.itemsPerSecond().isEmpty()) {
      return;
    }
    double rate = snapshot.itemsPerSecond().getAsDouble();
    parts.add(new Part(4, ", ", Texts.rate(rate) + "/s"));
    Counts counts = snapshot.counts();
    long left = counts.total().orElse(0) - counts.ended();
    if (left > 0 && rate > 0 && left / rate < LONGEST_ETA_SECONDS) {
      parts.add(new Part(2, ", ", "ETA " + Texts.duration((long) (left / rate * 1000))));
    }
  }

  private static String join(List<Part> parts) {
    StringBuilder line = new StringBuilder();
    for (Part part : parts) {
      line.append(line.isEmpty() ? "" : part.separator()).append(part.text());
    }
    return line.toString();
  }

  /** A part of the line; the higher its rank, the sooner it is left out. */
  private record Part(int rank, String separator, String text) {}
}
