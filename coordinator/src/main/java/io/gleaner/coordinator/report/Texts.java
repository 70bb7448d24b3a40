package io.gleaner.coordinator.report;

import java.util.Locale;

/** Numbers as people read them. */
public final class Texts {
  private Texts() {}

  /** "1 item", "2 items". */
  public static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** A rate with three digits that matter: 0.052, 4.06, 40.6, 406. */
  static String rate(double perSecond) {
    String format =
        perSecond < 1 ? "%.3f" : perSecond < 10 ? "%.2f" : perSecond < 100 ? "%.1f" : "%.0f";
    return String.format(Locale.ROOT, format, perSecond);
  }

  /** "0.3 s", "12.3 s", "4 min 05 s", "3 h 02 min", "2 d 03 h". */
  static String duration(long millis) {
    long seconds = millis / 1000;
    if (seconds < 60) {
      return String.format(Locale.ROOT, "%d.%d s", seconds, millis % 1000 / 100);
    }
    if (seconds < 3600) {
      return String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60);
    }
    long minutes = seconds / 60;
    if (minutes < 24 * 60) {
      return String.format(Locale.ROOT, "%d h %02d min", minutes / 60, minutes % 60);
    }
    long hours = minutes / 60;
    return String.format(Locale.ROOT, "%d d %02d h", hours / 24, hours % 24);
  }
}
