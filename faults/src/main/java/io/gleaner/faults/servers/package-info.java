/** Real servers that can be stopped, killed, frozen and started again. */
@NullMarked
package io.gleaner.faults.servers;

import org.jspecify.annotations.NullMarked;
