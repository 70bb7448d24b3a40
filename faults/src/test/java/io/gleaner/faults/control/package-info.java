/** Whole runs of the coordinator service, as a person starts it. */
@NullMarked
package io.gleaner.faults.control;

import org.jspecify.annotations.NullMarked;
