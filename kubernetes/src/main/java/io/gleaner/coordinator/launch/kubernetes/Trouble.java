package io.gleaner.coordinator.launch.kubernetes;

/**
 * Something that keeps workers from working, for a person to read.
 *
 * @param key what is the same trouble has the same key, and is told once
 * @param sentence what is wrong, where, and what to do
 */
record Trouble(String key, String sentence) {}
