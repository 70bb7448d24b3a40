/** Work items: the bytes that a user wants processed, and the index that identifies each. */
@NullMarked
package io.gleaner.item;

import org.jspecify.annotations.NullMarked;
