package io.gleaner.coordinator.conformance.cron;

/**
 * A state that the replay was in.
 *
 * @param from since when, in milliseconds after T0
 * @param settled whether the controller was done with what it had to do; if not, the next state
 *     follows at the same time
 * @param state what could be seen
 */
record ReplayedState(long from, boolean settled, SeenState state) {
  ReplayedState settle() {
    return new ReplayedState(from, true, state);
  }
}
