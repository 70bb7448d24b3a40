/** What a recording of the JDK's flight recorder says. */
@NullMarked
package io.gleaner.benchmark.profile;

import org.jspecify.annotations.NullMarked;
