/** The report. */
@NullMarked
package io.gleaner.benchmark.report;

import org.jspecify.annotations.NullMarked;
