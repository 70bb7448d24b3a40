package io.gleaner.ledger;

/**
 * A worker as it describes itself with every heartbeat.
 *
 * @param id new at every process start
 * @param host where it runs
 * @param pid its process id there
 * @param state what it is doing, one word
 * @param done how many items it has committed as done
 * @param running how many handlers it runs now
 */
public record WorkerInfo(String id, String host, long pid, String state, long done, int running) {
  /** The state of a worker that holds nothing: no delivery and no grant. */
  public static final String IDLE = "idle";
}
