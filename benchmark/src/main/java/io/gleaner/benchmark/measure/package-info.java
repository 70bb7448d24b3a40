/** What is measured, and what follows from figures. Pure. */
@NullMarked
package io.gleaner.benchmark.measure;

import org.jspecify.annotations.NullMarked;
