/** Tests of replacement strings. */
@NullMarked
package io.gleaner.command;

import org.jspecify.annotations.NullMarked;
