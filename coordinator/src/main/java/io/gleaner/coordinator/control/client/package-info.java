/** What a person asks of the control plane: changes of objects, over the port to their store. */
@NullMarked
package io.gleaner.coordinator.control.client;

import org.jspecify.annotations.NullMarked;
