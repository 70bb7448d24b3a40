package io.gleaner.faults.servers;

/**
 * The servers of a soak.
 *
 * @param broker RabbitMQ
 * @param ledger Redis
 * @param secret the password of both
 */
public record Backend(Server broker, Server ledger, String secret) implements AutoCloseable {
  /** The user of the broker. */
  public static final String USER = "gleaner";

  /** The broker's address, through a port that may be a proxy's. */
  public String brokerUri(int port) {
    return "amqp://%s:%s@127.0.0.1:%d".formatted(USER, secret, port);
  }

  /** The ledger's address, through a port that may be a proxy's. */
  public String ledgerUri(int port) {
    return "redis://:%s@127.0.0.1:%d".formatted(secret, port);
  }

  /** Starts both. */
  public void start() {
    ledger.start();
    broker.start();
  }

  @Override
  public void close() {
    try {
      broker.close();
    } finally {
      ledger.close();
    }
  }
}
