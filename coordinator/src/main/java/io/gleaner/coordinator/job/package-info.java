/** The Job controller: what to do about a Job's workers, decided by pure functions. */
@NullMarked
package io.gleaner.coordinator.job;

import org.jspecify.annotations.NullMarked;
