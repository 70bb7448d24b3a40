/** Carries out what the worker's machine decides, and tells it what comes of it. */
@NullMarked
package io.gleaner.worker.runtime;

import org.jspecify.annotations.NullMarked;
