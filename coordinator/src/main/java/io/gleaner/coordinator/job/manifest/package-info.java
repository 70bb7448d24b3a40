/**
 * A Job's spec as its author wrote it: what an API server makes of it before a controller sees it.
 * Pure.
 */
@NullMarked
package io.gleaner.coordinator.job.manifest;

import org.jspecify.annotations.NullMarked;
