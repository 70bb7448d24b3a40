/** Tests of handlers. */
@NullMarked
package io.gleaner.worker.handler.guard;

import org.jspecify.annotations.NullMarked;
