package io.gleaner.coordinator.cron;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRulesProvider;
import java.util.Map;
import java.util.Optional;

/** Time zones by the names that Go's time.LoadLocation knows: those of the IANA database. */
final class TimeZones {
  /** The database has these names, Java's copy of it leaves them out, or may be too old. */
  private static final Map<String, ZoneId> LEFT_OUT =
      Map.of(
          "EST", ZoneOffset.ofHours(-5),
          "MST", ZoneOffset.ofHours(-7),
          "HST", ZoneOffset.ofHours(-10),
          "ROC", ZoneId.of("Asia/Taipei"),
          "GMT+0", ZoneOffset.UTC,
          "GMT-0", ZoneOffset.UTC,
          "Factory", ZoneOffset.UTC,
          "America/Coyhaique", ZoneOffset.ofHours(-3));

  /** Java's own names. */
  private static final String NOT_IANA = "SystemV/";

  private TimeZones() {}

  /**
   * The zone of that name, capitals and small letters as in the database.
   *
   * @param local what the name Local stands for
   */
  static Optional<ZoneId> find(String name, ZoneId local) {
    if (name.isEmpty()) {
      return Optional.of(ZoneOffset.UTC);
    }
    if (name.equals("Local")) {
      return Optional.of(local);
    }
    // ZoneId.of alone would take offsets too.
    boolean known =
        !name.startsWith(NOT_IANA) && ZoneRulesProvider.getAvailableZoneIds().contains(name);
    return known ? Optional.of(ZoneId.of(name)) : Optional.ofNullable(LEFT_OUT.get(name));
  }

  /** What is said of a name that is not known. */
  static String unknown(String name) {
    boolean outside = name.contains("..") || name.startsWith("/") || name.startsWith("\\");
    return outside ? "time: invalid location name" : "unknown time zone " + name;
  }
}
