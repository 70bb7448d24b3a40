package io.gleaner.faults.fault;

import io.gleaner.faults.evidence.EventKind;
import io.gleaner.faults.process.Signal;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** {@code kill -9} of a coordinator; the run starts another with the same command. */
record KillCoordinator() implements Fault {
  @Override
  public String name() {
    return "kill -9 of a coordinator";
  }

  @Override
  public Span span() {
    return Span.MOMENT;
  }

  @Override
  public Optional<Injection> inject(Site site, RandomGenerator random) {
    return Fault.choose(site.coordinators(), random)
        .map(
            target -> {
              site.note(EventKind.KILLED, target.id(), "-");
              Signal.KILL.send(target.pid());
              return Injection.moment(target.id());
            });
  }
}
