/** How all programs of Gleaner, and their tests, log. */
@NullMarked
package io.gleaner.logging;

import org.jspecify.annotations.NullMarked;
