/** Looks at the servers from outside: the only package that speaks to them. */
@NullMarked
package io.gleaner.benchmark.watch;

import org.jspecify.annotations.NullMarked;
