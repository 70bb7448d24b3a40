/** No handler outlives its worker, not even one that is killed or frozen. */
@NullMarked
package io.gleaner.worker.handler.guard;

import org.jspecify.annotations.NullMarked;
