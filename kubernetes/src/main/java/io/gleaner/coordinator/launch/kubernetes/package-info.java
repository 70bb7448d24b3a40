/** Workers as a Job of Kubernetes, whose own controller keeps them running. */
@NullMarked
package io.gleaner.coordinator.launch.kubernetes;

import org.jspecify.annotations.NullMarked;
