package io.gleaner.faults.check;

/**
 * What must not be.
 *
 * @param invariant which one is broken
 * @param sentence what was seen
 */
public record Violation(String invariant, String sentence) {}
