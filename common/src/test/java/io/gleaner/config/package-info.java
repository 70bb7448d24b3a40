@NullMarked
package io.gleaner.config;

import org.jspecify.annotations.NullMarked;
