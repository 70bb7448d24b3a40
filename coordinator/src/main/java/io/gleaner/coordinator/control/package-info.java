/**
 * What was applied and what runs of it: objects, their workers, and the ports to where both are
 * kept. Pure: values and promises.
 */
@NullMarked
package io.gleaner.coordinator.control;

import org.jspecify.annotations.NullMarked;
