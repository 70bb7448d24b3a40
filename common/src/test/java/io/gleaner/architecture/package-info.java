/**
 * What the design forbids, as rules that every module's ArchitectureTest checks its own classes
 * against.
 */
@NullMarked
package io.gleaner.architecture;

import org.jspecify.annotations.NullMarked;
