/** Which fault comes when: a pure function of a seed. */
@NullMarked
package io.gleaner.faults.schedule;

import org.jspecify.annotations.NullMarked;
