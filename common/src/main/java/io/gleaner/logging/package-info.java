/** How all programs of Gleaner log. */
@NullMarked
package io.gleaner.logging;

import org.jspecify.annotations.NullMarked;
