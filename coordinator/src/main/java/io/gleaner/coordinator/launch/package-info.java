/** The port to what runs workers: local processes, later Kubernetes. */
@NullMarked
package io.gleaner.coordinator.launch;

import org.jspecify.annotations.NullMarked;
