package io.gleaner.benchmark.report;

import io.gleaner.benchmark.measure.Measure;
import io.gleaner.benchmark.measure.Sample;
import java.util.List;
import java.util.Map;

/**
 * A race that was run.
 *
 * @param measure what was measured
 * @param samples of each contender, by its name, Gleaner first; in the order of the repetitions
 * @param skipped who did not take part, and why
 */
public record Race(
    Measure measure, Map<String, List<Sample>> samples, Map<String, String> skipped) {}
