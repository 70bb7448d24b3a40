/** Which fields the kinds of objects have, and of what type: no I/O but for its own tables. */
@NullMarked
package io.gleaner.coordinator.manifest.schema;

import org.jspecify.annotations.NullMarked;
