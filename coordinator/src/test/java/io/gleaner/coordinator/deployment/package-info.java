/** Tests of what is delivered for clusters: the manifests in {@code k8s-manifests}. */
@NullMarked
package io.gleaner.coordinator.deployment;

import org.jspecify.annotations.NullMarked;
