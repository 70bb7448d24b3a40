/** Tests of handlers. */
@NullMarked
package io.gleaner.worker.handler;

import org.jspecify.annotations.NullMarked;
