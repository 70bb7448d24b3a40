/** Tests of handlers. */
@NullMarked
package io.gleaner.worker.handler.exec;

import org.jspecify.annotations.NullMarked;
