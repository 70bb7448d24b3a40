package io.gleaner.faults.fault;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** A kind of fault. */
public interface Fault {
  /** Its name in reports. */
  String name();

  /** How long it lasts. */
  Span span();

  /**
   * Injects it.
   *
   * @param random chooses among targets
   * @return empty if there is nothing that it could hit now
   */
  Optional<Injection> inject(Site site, RandomGenerator random);

  /** Whether it needs the servers for itself: no other fault is there at the same time. */
  default boolean exclusive() {
    return false;
  }

  /** Whether it takes messages away for good: their items come back only by an audit. */
  default boolean takesMessages() {
    return false;
  }

  /** One of several, if there are any. */
  static <T> Optional<T> choose(List<T> candidates, RandomGenerator random) {
    return candidates.isEmpty()
        ? Optional.empty()
        : Optional.of(candidates.get(random.nextInt(candidates.size())));
  }
}
