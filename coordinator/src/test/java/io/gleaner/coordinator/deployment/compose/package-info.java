/** What the compose files and the images' Dockerfile must keep to. */
@NullMarked
package io.gleaner.coordinator.deployment.compose;

import org.jspecify.annotations.NullMarked;
