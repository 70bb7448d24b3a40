/** What runs an item: the handlers' port, and the interface that users implement in Java. */
@NullMarked
package io.gleaner.worker.handler;

import org.jspecify.annotations.NullMarked;
