/** Kinds of failure and the exit codes that they become. */
@NullMarked
package io.gleaner.failure;

import org.jspecify.annotations.NullMarked;
