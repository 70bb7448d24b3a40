package io.gleaner.ledger;

/**
 * The Redis process that a script runs in.
 *
 * @param runId its run_id (INFO server): another one means that Redis was restarted
 * @param nowMicros its clock (TIME), microseconds since the epoch
 */
public record Server(String runId, long nowMicros) {
  /** Its clock in milliseconds. */
  public long nowMillis() {
    return nowMicros / 1_000;
  }
}
