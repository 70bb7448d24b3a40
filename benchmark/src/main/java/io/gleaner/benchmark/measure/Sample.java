package io.gleaner.benchmark.measure;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The figures of one repetition.
 *
 * @param figures in the order of the columns
 */
public record Sample(Map<Column, Double> figures) {
  private static final double MICROS = 1e6;

  /** Copies the figures. */
  public Sample {
    Map<Column, Double> sorted = new EnumMap<>(Column.class);
    sorted.putAll(figures);
    figures = Collections.unmodifiableMap(sorted);
  }

  /** One figure. */
  public static Sample of(Column column, double figure) {
    return new Sample(Map.of(column, figure));
  }

  /**
   * Items a second, and the processor time of each.
   *
   * @param items how many items it is about
   * @param seconds how long they took
   * @param cpu what was spent on them
   */
  public static Sample of(long items, double seconds, CpuTime cpu) {
    double each = MICROS / items;
    return of(Column.RATE, items / seconds)
        .and(Column.CPU, cpu.all() * each)
        .and(Column.CPU_BROKER, cpu.broker() * each)
        .and(Column.CPU_LEDGER, cpu.ledger() * each)
        .and(Column.CPU_OWN, cpu.clients() * each);
  }

  /** These figures and another. */
  public Sample and(Column column, double figure) {
    Map<Column, Double> more = new EnumMap<>(Column.class);
    more.putAll(figures);
    more.put(column, figure);
    return new Sample(more);
  }

  /** Whether it has such a figure. */
  public boolean has(Column column) {
    return figures.containsKey(column);
  }

  /**
   * A figure.
   *
   * @throws IllegalArgumentException if it has none of this column
   */
  public double figure(Column column) {
    Double figure = figures.get(column);
    if (figure == null) {
      throw new IllegalArgumentException("no figure for " + column);
    }
    return figure;
  }
}
