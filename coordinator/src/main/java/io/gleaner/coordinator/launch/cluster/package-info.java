/** The port to clusters, which keep workers running by themselves; found only when asked for. */
@NullMarked
package io.gleaner.coordinator.launch.cluster;

import org.jspecify.annotations.NullMarked;
