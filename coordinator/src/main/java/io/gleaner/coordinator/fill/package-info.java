/** From the user's input to work items: reading, keeping and checking them. */
@NullMarked
package io.gleaner.coordinator.fill;

import org.jspecify.annotations.NullMarked;
