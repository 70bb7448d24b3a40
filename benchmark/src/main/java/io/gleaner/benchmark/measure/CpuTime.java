package io.gleaner.benchmark.measure;

/**
 * Processor time so far, in seconds.
 *
 * @param broker RabbitMQ's
 * @param ledger Redis'
 * @param clients of the processes that are measured, with their ended children
 */
public record CpuTime(double broker, double ledger, double clients) {
  /** What was spent since an earlier time. */
  public CpuTime since(CpuTime before) {
    return new CpuTime(broker - before.broker, ledger - before.ledger, clients - before.clients);
  }

  /** What that is a second, where it was spent in so many. */
  public CpuTime over(double seconds) {
    return new CpuTime(broker / seconds, ledger / seconds, clients / seconds);
  }

  /** All of it. */
  public double all() {
    return broker + ledger + clients;
  }
}
