/** Handlers that keep a program running and give it one item after the other. */
@NullMarked
package io.gleaner.worker.handler.stream;

import org.jspecify.annotations.NullMarked;
