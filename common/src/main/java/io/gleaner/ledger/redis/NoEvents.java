package io.gleaner.ledger.redis;

import io.lettuce.core.event.Event;
import io.lettuce.core.event.EventBus;
import reactor.core.publisher.Flux;

/**
 * The driver's events, for nobody: {@link Link} hears of a connection from the connection itself.
 * The driver's own bus would load some two hundred classes of Reactor at every start of a worker.
 */
enum NoEvents implements EventBus {
  INSTANCE;

  @Override
  public Flux<Event> get() {
    return Flux.never();
  }

  @Override
  public void publish(Event event) {}
}
