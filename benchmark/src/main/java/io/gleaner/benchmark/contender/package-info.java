/** Who is measured, one adapter a file. */
@NullMarked
package io.gleaner.benchmark.contender;

import org.jspecify.annotations.NullMarked;
