@NullMarked
package io.gleaner.coordinator.embedded;

import org.jspecify.annotations.NullMarked;
