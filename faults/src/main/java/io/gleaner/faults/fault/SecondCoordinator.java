package io.gleaner.faults.fault;

import java.util.Optional;
import java.util.random.RandomGenerator;

/** The same command is given a second time while the first still runs. */
record SecondCoordinator() implements Fault {
  @Override
  public String name() {
    return "second coordinator at the same time";
  }

  @Override
  public Span span() {
    return Span.MOMENT;
  }

  @Override
  public Optional<Injection> inject(Site site, RandomGenerator random) {
    // One that waits for the lead is enough.
    return site.coordinators().size() == 1
        ? Optional.of(Injection.moment(site.secondCoordinator().id()))
        : Optional.empty();
  }
}
