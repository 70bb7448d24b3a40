/**
 * Processes and descriptors as the system has them, without what Java's own process interface takes
 * away: arguments as bytes, process groups, and one thread that waits for everything.
 */
@NullMarked
package io.gleaner.worker.handler.posix;

import org.jspecify.annotations.NullMarked;
