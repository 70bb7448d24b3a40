package io.gleaner.faults.fault;

import io.gleaner.faults.proxy.Flow;
import io.gleaner.faults.proxy.Wires;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The connections of one worker are reset, or held up while they stay open. */
record CutWorker(Cut cut, Flow flow, Span span) implements Fault {
  /** Which connections. */
  enum Cut {
    RABBITMQ,
    REDIS,
    BOTH
  }

  @Override
  public String name() {
    String how =
        switch (flow) {
          case RESETTING -> "reset";
          case HELD_UP -> "black hole";
          case ANSWERS_HELD_UP -> "black hole for answers";
          case PASSING -> "none";
        };
    String to =
        switch (cut) {
          case RABBITMQ -> "RabbitMQ";
          case REDIS -> "Redis";
          case BOTH -> "both servers";
        };
    return "worker cut off from %s (%s), %s than its lease"
        .formatted(to, how, span == Span.SHORT ? "shorter" : "longer");
  }

  @Override
  public Optional<Injection> inject(Site site, RandomGenerator random) {
    List<Wires> all = site.loneWires();
    int which = random.nextInt(all.size());
    Wires wires = all.get(which);
    if (cut != Cut.REDIS) {
      wires.broker().set(flow);
    }
    if (cut != Cut.RABBITMQ) {
      wires.ledger().set(flow);
    }
    return Optional.of(new Injection("alone-" + (which + 1), wires::heal));
  }
}
