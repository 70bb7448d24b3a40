/** A connection that can be cut, held up and healed. */
@NullMarked
package io.gleaner.faults.proxy;

import org.jspecify.annotations.NullMarked;
