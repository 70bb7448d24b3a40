/** The command that measures. */
@NullMarked
package io.gleaner.benchmark.cli;

import org.jspecify.annotations.NullMarked;
