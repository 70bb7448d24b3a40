/** The program of the harness. */
@NullMarked
package io.gleaner.faults.cli;

import org.jspecify.annotations.NullMarked;
