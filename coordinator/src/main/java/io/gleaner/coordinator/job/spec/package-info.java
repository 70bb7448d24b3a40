/** The parts of a Job's spec: policies and sets of indexes, with Kubernetes' names. Pure. */
@NullMarked
package io.gleaner.coordinator.job.spec;

import org.jspecify.annotations.NullMarked;
