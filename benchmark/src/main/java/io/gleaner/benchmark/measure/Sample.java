package io.gleaner.benchmark.measure;

/**
 * One repetition.
 *
 * @param items how many items it is about
 * @param seconds how long they took
 * @param cpu what was spent on them
 */
public record Sample(long items, double seconds, CpuTime cpu) {
  private static final double MICROS = 1e6;

  /** Items in a second. */
  public double rate() {
    return items / seconds;
  }

  /** Processor time of an item in microseconds, of the broker, the ledger and the clients. */
  public CpuTime cpuMicrosPerItem() {
    double each = MICROS / items;
    return new CpuTime(cpu.broker() * each, cpu.ledger() * each, cpu.clients() * each);
  }
}
