/** The handler that does nothing. */
@NullMarked
package io.gleaner.benchmark.handler;

import org.jspecify.annotations.NullMarked;
