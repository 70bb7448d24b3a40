/** A Job's spec to and from JSON. */
@NullMarked
package io.gleaner.coordinator.job.json;

import org.jspecify.annotations.NullMarked;
