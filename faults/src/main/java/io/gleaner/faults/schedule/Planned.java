package io.gleaner.faults.schedule;

/**
 * A fault that is to come.
 *
 * @param kind which of all kinds
 * @param gapMillis the pause before it
 * @param where how long it lasts, from the shortest (0) to the longest (1) of its kind
 * @param overlapping whether the next one does not wait for its end
 * @param seed chooses its target
 */
public record Planned(int kind, long gapMillis, double where, boolean overlapping, long seed) {}
