package io.gleaner.benchmark.measure;

/** What is measured. Each is a race: the contenders of a measure take turns. */
public enum Measure {
  /** Items of 64 bytes, persistent, confirmed, into a quorum queue. */
  FILL("fill", "items"),
  /** The same out of it, acknowledged; in Gleaner's case by a handler that does nothing. */
  DRAIN("drain", "items"),
  /** The program {@code true}, started for each item, two at once. */
  COMMANDS("commands", "commands");

  private final String title;
  private final String unit;

  Measure(String title, String unit) {
    this.title = title;
    this.unit = unit;
  }

  /** Its name in the report. */
  public String title() {
    return title;
  }

  /** What is counted, in the plural. */
  public String unit() {
    return unit;
  }
}
