/**
 * The servers of a run that was given none: a Qpid broker inside the coordinator and a Redis beside
 * it, on loopback ports, with their data in the Job's state folder.
 */
@NullMarked
package io.gleaner.coordinator.embedded;

import org.jspecify.annotations.NullMarked;
