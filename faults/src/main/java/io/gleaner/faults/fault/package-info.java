/** The kinds of fault, one a file. */
@NullMarked
package io.gleaner.faults.fault;

import org.jspecify.annotations.NullMarked;
