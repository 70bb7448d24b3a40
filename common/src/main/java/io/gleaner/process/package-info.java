/** Processes that a worker leaves behind. */
@NullMarked
package io.gleaner.process;

import org.jspecify.annotations.NullMarked;
