/** Programs of workers as processes that outlive the coordinator, and are found again. */
@NullMarked
package io.gleaner.coordinator.control.process;

import org.jspecify.annotations.NullMarked;
