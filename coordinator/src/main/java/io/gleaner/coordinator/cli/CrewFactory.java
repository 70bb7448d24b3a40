package io.gleaner.coordinator.cli;

import io.gleaner.coordinator.launch.Crew;
import io.gleaner.coordinator.launch.WorkerListener;
import io.gleaner.coordinator.runtime.JobSession;

/** Finds the workers of a run, once its Job is open. */
@FunctionalInterface
interface CrewFactory {
  /**
   * A crew that has not begun; closed by the caller.
   *
   * @param listener hears of its workers
   */
  Crew crew(JobSession session, WorkerListener listener);
}
