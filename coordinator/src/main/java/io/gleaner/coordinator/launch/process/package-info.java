/** Workers as processes of this machine. */
@NullMarked
package io.gleaner.coordinator.launch.process;

import org.jspecify.annotations.NullMarked;
