/** Objects and workers as kubectl shows them: tables, descriptions, trees. No I/O, no clock. */
@NullMarked
package io.gleaner.coordinator.display;

import org.jspecify.annotations.NullMarked;
