/** What a file of YAML or JSON says, as a tree whose nodes know where they stand. No I/O. */
@NullMarked
package io.gleaner.coordinator.manifest.tree;

import org.jspecify.annotations.NullMarked;
