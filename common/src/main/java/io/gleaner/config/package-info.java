/** What a user configures: a Job's name, where the servers are, where a run keeps its state. */
@NullMarked
package io.gleaner.config;

import org.jspecify.annotations.NullMarked;
