package io.gleaner.faults.fault;

import io.gleaner.faults.servers.Server;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** A server is frozen for longer than the lease. */
record PauseServer(boolean broker) implements Fault {
  @Override
  public String name() {
    return "%s frozen, longer than the lease".formatted(broker ? "RabbitMQ" : "Redis");
  }

  @Override
  public Span span() {
    return Span.LONG;
  }

  @Override
  public boolean exclusive() {
    return true;
  }

  @Override
  public Optional<Injection> inject(Site site, RandomGenerator random) {
    Server server = broker ? site.backend().broker() : site.backend().ledger();
    server.pause();
    return Optional.of(new Injection(broker ? "RabbitMQ" : "Redis", server::resume));
  }
}
