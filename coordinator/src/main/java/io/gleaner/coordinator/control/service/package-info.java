/**
 * The coordinator service: brings what runs together with what was applied, through the pure
 * reconcilers.
 */
@NullMarked
package io.gleaner.coordinator.control.service;

import org.jspecify.annotations.NullMarked;
