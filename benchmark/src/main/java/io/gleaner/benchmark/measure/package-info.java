/** What was measured, and what follows from it (pure). */
@NullMarked
package io.gleaner.benchmark.measure;

import org.jspecify.annotations.NullMarked;
