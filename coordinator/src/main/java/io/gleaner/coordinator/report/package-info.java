/** What a person gets to see of a Job: results, logs of results, progress and the summary. */
@NullMarked
package io.gleaner.coordinator.report;

import org.jspecify.annotations.NullMarked;
