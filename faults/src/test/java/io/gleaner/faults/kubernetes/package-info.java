/** Whole runs of the delivered manifests on a real cluster. */
@NullMarked
package io.gleaner.faults.kubernetes;

import org.jspecify.annotations.NullMarked;
