package io.gleaner.faults.fault;

import io.gleaner.faults.servers.Server;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** A server is stopped, cleanly or by {@code kill -9}, and started again on its data. */
record EndServer(boolean broker, boolean kill) implements Fault {
  @Override
  public String name() {
    return (kill ? "kill -9 of " : "clean restart of ") + (broker ? "RabbitMQ" : "Redis");
  }

  @Override
  public Span span() {
    return Span.SHORT;
  }

  @Override
  public boolean exclusive() {
    return true;
  }

  @Override
  public Optional<Injection> inject(Site site, RandomGenerator random) {
    Server server = broker ? site.backend().broker() : site.backend().ledger();
    if (kill) {
      server.kill();
    } else {
      server.stop();
    }
    return Optional.of(new Injection(broker ? "RabbitMQ" : "Redis", server::start));
  }
}
