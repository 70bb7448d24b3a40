/** The port to the message queue that holds every item that is not terminal. */
@NullMarked
package io.gleaner.queue;

import org.jspecify.annotations.NullMarked;
