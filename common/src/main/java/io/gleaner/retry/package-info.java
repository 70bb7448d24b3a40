/** How long a failed item waits before its next attempt. */
@NullMarked
package io.gleaner.retry;

import org.jspecify.annotations.NullMarked;
