/** Objects and workers' records in Redis: one Lua script an operation. */
@NullMarked
package io.gleaner.coordinator.control.redis;

import org.jspecify.annotations.NullMarked;
