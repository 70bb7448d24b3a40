/** The command line of the coordinator: {@code gleaner} and its commands, but for the worker. */
@NullMarked
package io.gleaner.coordinator.cli;

import org.jspecify.annotations.NullMarked;
