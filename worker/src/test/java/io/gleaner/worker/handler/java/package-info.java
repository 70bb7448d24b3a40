/** Tests of handlers. */
@NullMarked
package io.gleaner.worker.handler.java;

import org.jspecify.annotations.NullMarked;
