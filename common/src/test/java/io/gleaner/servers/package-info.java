/** Servers that tests start for themselves: in containers, or installed on this machine. */
@NullMarked
package io.gleaner.servers;

import org.jspecify.annotations.NullMarked;
