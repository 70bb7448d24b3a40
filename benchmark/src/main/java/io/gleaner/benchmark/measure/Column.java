package io.gleaner.benchmark.measure;

import java.util.Locale;

/** What a figure says, and how it is written. */
public enum Column {
  /** Items, or commands. */
  RATE("items a second", "%,.0f", true),
  /** Processor time of everybody. */
  CPU("CPU µs an item", "%.1f", true),
  /** RabbitMQ's part of it. */
  CPU_BROKER("broker", "%.1f", false),
  /** Redis' part of it. */
  CPU_LEDGER("Redis", "%.1f", false),
  /** The part of the programs that are measured. */
  CPU_OWN("its own", "%.1f", false),
  /** The ideal time by the measured one. */
  EFFICIENCY("ideal ÷ measured", "%.3f", false),
  /** Milliseconds to the decision to exit. */
  END("ms to the exit", "%.0f", false),
  /** Milliseconds to the first item. */
  START("ms to the first claim", "%.0f", true),
  /** Resident memory of one process with its children. */
  MEMORY("MB each", "%.1f", true),
  /** Processor time of all, in milliseconds a second. */
  IDLE("CPU ms a second, all", "%.1f", true),
  /** Redis' memory for the Job. */
  LEDGER("ledger, bytes an item", "%.3f", false),
  /** RabbitMQ's processor time for a worker that waits. */
  WAITING_BROKER("broker, CPU µs a second a waiting worker", "%.0f", false),
  /** Redis' processor time for a worker that waits. */
  WAITING_LEDGER("Redis, CPU µs a second a waiting worker", "%.0f", false),
  /** RabbitMQ's memory for a worker that waits. */
  WAITING_MEMORY("broker, kB a waiting worker", "%.0f", false);

  private final String title;
  private final String format;
  private final boolean compared;

  Column(String title, String format, boolean compared) {
    this.title = title;
    this.format = format;
    this.compared = compared;
  }

  /** Whether the figures of two contenders are compared as a ratio. */
  public boolean compared() {
    return compared;
  }

  /** Its heading in a table. */
  public String title() {
    return title;
  }

  /** A figure as it is written. */
  public String show(double figure) {
    return String.format(Locale.ROOT, format, figure);
  }
}
