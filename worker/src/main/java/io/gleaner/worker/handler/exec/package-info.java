/** Handlers that run a command for each item. */
@NullMarked
package io.gleaner.worker.handler.exec;

import org.jspecify.annotations.NullMarked;
