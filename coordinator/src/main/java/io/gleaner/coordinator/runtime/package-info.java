/**
 * A coordinator at work: its grip on a Job's ledger, filling, collecting and watching for the end.
 */
@NullMarked
package io.gleaner.coordinator.runtime;

import org.jspecify.annotations.NullMarked;
