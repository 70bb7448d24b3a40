/** Replays what real Kubernetes controllers were recorded to do, and compares. */
@NullMarked
package io.gleaner.coordinator.conformance;

import org.jspecify.annotations.NullMarked;
