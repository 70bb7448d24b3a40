/** One Job under faults, from its first process to its evidence. */
@NullMarked
package io.gleaner.faults.run;

import org.jspecify.annotations.NullMarked;
