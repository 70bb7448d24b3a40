/** Tests with real programs. */
@NullMarked
package io.gleaner.worker.handler.stream;

import org.jspecify.annotations.NullMarked;
