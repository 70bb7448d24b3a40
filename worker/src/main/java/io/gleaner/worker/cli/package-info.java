/** The command {@code gleaner worker}. */
@NullMarked
package io.gleaner.worker.cli;

import org.jspecify.annotations.NullMarked;
