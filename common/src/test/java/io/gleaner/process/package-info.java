/** Tests of finding and killing left processes. */
@NullMarked
package io.gleaner.process;

import org.jspecify.annotations.NullMarked;
