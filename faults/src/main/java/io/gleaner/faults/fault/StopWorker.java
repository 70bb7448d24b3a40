package io.gleaner.faults.fault;

import io.gleaner.faults.evidence.EventKind;
import io.gleaner.faults.process.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** SIGTERM of a worker. */
record StopWorker() implements Fault {
  @Override
  public String name() {
    return "SIGTERM of a worker";
  }

  @Override
  public Span span() {
    return Span.MOMENT;
  }

  @Override
  public Optional<Injection> inject(Site site, RandomGenerator random) {
    List<Target> all = new ArrayList<>(site.lone());
    all.addAll(site.launched());
    return Fault.choose(all, random)
        .map(
            target -> {
              site.note(EventKind.ASKED, target.id(), "-");
              Signal.TERM.send(target.pid());
              return Injection.moment(target.id());
            });
  }
}
