package io.gleaner.faults.fault;

import io.gleaner.faults.proxy.Flow;
import io.gleaner.faults.proxy.Wires;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The coordinators, with all workers that they launched, are cut off from both servers. */
record CutCoordinator(Flow flow, Span span) implements Fault {
  @Override
  public String name() {
    return "coordinator and its workers cut off (%s), %s than the lease"
        .formatted(
            flow == Flow.RESETTING ? "reset" : "black hole",
            span == Span.SHORT ? "shorter" : "longer");
  }

  @Override
  public Optional<Injection> inject(Site site, RandomGenerator random) {
    Wires wires = site.coordinatorWires();
    wires.broker().set(flow);
    wires.ledger().set(flow);
    return Optional.of(new Injection("coordinator", wires::heal));
  }
}
