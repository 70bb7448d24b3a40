package io.gleaner.coordinator.launch;

import java.util.Optional;

/**
 * What there is of a crew.
 *
 * @param atWork how many workers have not ended
 * @param launched how many were started in all
 * @param finished whether no worker will be started any more, because its Job is over
 * @param failure why the Job cannot go on, as a reason of a Job's condition; empty while it can
 */
public record CrewStatus(long atWork, int launched, boolean finished, Optional<String> failure) {}
