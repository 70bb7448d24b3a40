package io.gleaner.coordinator.launch.cluster;

import java.util.Optional;

/**
 * What a cluster says of the Job that keeps a Job's workers running.
 *
 * @param there whether there is one for this Job at all
 * @param active how many workers it has that have not ended
 * @param suspended whether it was asked to have none
 * @param failure why it starts none any more, as a reason of a Job's condition; empty while it may
 */
public record ClusterJobState(
    boolean there, int active, boolean suspended, Optional<String> failure) {
  /** There is none. */
  public static final ClusterJobState NONE = new ClusterJobState(false, 0, false, Optional.empty());
}
