/** The pure core without any I/O, measured by JMH: {@code .ci/bench --jmh}. */
@NullMarked
package io.gleaner.benchmark.micro;

import org.jspecify.annotations.NullMarked;
