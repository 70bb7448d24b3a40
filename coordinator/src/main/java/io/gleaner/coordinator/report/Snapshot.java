package io.gleaner.coordinator.report;

import java.util.OptionalDouble;

/**
 * What a progress line shows.
 *
 * @param counts how far the Job is
 * @param itemsPerSecond how many items ended in a second of late, if it is known yet
 */
public record Snapshot(Counts counts, OptionalDouble itemsPerSecond) {}
