package io.gleaner.faults.fault;

/**
 * A process that a fault may hit.
 *
 * @param id the worker's id, or the harness' own name for a coordinator
 * @param pid its number
 */
public record Target(String id, long pid) {}
