/** Looks at queues from outside: the only package that speaks AMQP. */
@NullMarked
package io.gleaner.benchmark.watch;

import org.jspecify.annotations.NullMarked;
