/** The invariants of the design, each a pure function of what was recorded. */
@NullMarked
package io.gleaner.faults.check;

import org.jspecify.annotations.NullMarked;
