package io.gleaner.faults.fault;

import io.gleaner.faults.evidence.EventKind;
import io.gleaner.faults.process.Signal;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** {@code kill -9} of a worker: of one whose launcher sees it, or of one that nobody watches. */
record KillWorker(boolean launched) implements Fault {
  @Override
  public String name() {
    return launched ? "kill -9 of a launched worker" : "kill -9 of a worker started by hand";
  }

  @Override
  public Span span() {
    return Span.MOMENT;
  }

  @Override
  public Optional<Injection> inject(Site site, RandomGenerator random) {
    return Fault.choose(launched ? site.launched() : site.lone(), random)
        .map(
            target -> {
              site.note(EventKind.KILLED, target.id(), "-");
              Signal.KILL.send(target.pid());
              return Injection.moment(target.id());
            });
  }
}
