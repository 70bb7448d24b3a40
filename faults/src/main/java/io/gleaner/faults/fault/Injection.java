package io.gleaner.faults.fault;

/**
 * A fault that has been injected.
 *
 * @param target what it has hit
 * @param heal ends it
 */
public record Injection(String target, Runnable heal) {
  /** A fault that is over as soon as it has happened. */
  static Injection moment(String target) {
    return new Injection(target, () -> {});
  }
}
