package io.gleaner.coordinator.runtime;

import java.util.Optional;

/** Whoever keeps a Job's workers running, where that is not this program. */
public interface Workforce extends AutoCloseable {
  /** Nothing is known of it: it may start workers at any time. */
  Workforce UNKNOWN = Optional::empty;

  /**
   * Why no worker will be started any more, as a reason of a Job's condition; empty while one may
   * be. To be called as often as is convenient.
   *
   * @throws io.gleaner.failure.GleanerException permanent, if there is nobody who could start any
   */
  Optional<String> givenUp();

  /** Asks no more. */
  @Override
  default void close() {}
}
