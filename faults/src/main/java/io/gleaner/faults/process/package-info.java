/** Processes of this machine as /proc shows them, and signals to them. */
@NullMarked
package io.gleaner.faults.process;

import org.jspecify.annotations.NullMarked;
