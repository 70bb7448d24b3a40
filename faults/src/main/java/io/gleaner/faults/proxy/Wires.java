package io.gleaner.faults.proxy;

/**
 * One party's ways to the servers.
 *
 * @param broker to the broker
 * @param ledger to the ledger
 */
public record Wires(TcpProxy broker, TcpProxy ledger) implements AutoCloseable {
  /** New ways to the servers at these ports. */
  public static Wires to(int brokerPort, int ledgerPort) {
    return new Wires(TcpProxy.to(brokerPort), TcpProxy.to(ledgerPort));
  }

  /** Lets everything pass again. */
  public void heal() {
    broker.set(Flow.PASSING);
    ledger.set(Flow.PASSING);
  }

  @Override
  public void close() {
    broker.close();
    ledger.close();
  }
}
