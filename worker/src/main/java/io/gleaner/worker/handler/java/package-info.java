/** Handlers in Java, run by the worker's own threads. */
@NullMarked
package io.gleaner.worker.handler.java;

import org.jspecify.annotations.NullMarked;
