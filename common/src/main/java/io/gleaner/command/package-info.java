/** Commands as people write them, with replacement strings for the item. */
@NullMarked
package io.gleaner.command;

import org.jspecify.annotations.NullMarked;
