package io.gleaner.faults.fault;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * Somebody purges the Job's queue, or deletes it. What it took away, a coordinator that leads must
 * miss and publish again.
 */
record EmptyQueue(boolean delete) implements Fault {
  @Override
  public String name() {
    return delete ? "queue deleted" : "queue purged of ready messages";
  }

  @Override
  public Span span() {
    return Span.MOMENT;
  }

  @Override
  public boolean takesMessages() {
    return true;
  }

  @Override
  public Optional<Injection> inject(Site site, RandomGenerator random) {
    OptionalInt taken = delete ? site.queue().delete() : site.queue().purge();
    // A queue that has nothing ready loses nothing by a purge; deleted, it loses what workers hold.
    return taken.isPresent() && (delete || taken.getAsInt() > 0)
        ? Optional.of(Injection.moment(taken.getAsInt() + " ready messages"))
        : Optional.empty();
  }
}
