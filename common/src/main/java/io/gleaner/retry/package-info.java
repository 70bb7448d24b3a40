/**
 * How long a failed item waits before its next attempt, and a lost server's client before its own.
 */
@NullMarked
package io.gleaner.retry;

import org.jspecify.annotations.NullMarked;
