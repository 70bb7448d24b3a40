package io.gleaner.coordinator.job;

import io.gleaner.coordinator.job.spec.PodCondition;
import io.gleaner.coordinator.job.spec.PodFailurePolicy;
import io.gleaner.coordinator.job.spec.PodFailurePolicy.Action;
import io.gleaner.coordinator.job.spec.PodFailurePolicy.Operator;
import io.gleaner.coordinator.job.spec.PodFailurePolicy.Rule;
import io.gleaner.failure.ExitCode;
import java.util.List;

/**
 * What the exit codes of Gleaner's own workers mean to their Job, as the podFailurePolicy that its
 * manifests carry.
 */
public final class WorkerExits {
  /**
   * Wrong usage and a failed Job fail it at once: no new start would help. A worker that stopped
   * gracefully or was disrupted is replaced and not counted.
   */
  public static final PodFailurePolicy POLICY =
      new PodFailurePolicy(
          List.of(
              Rule.exitCodes(
                  Action.FAIL_JOB, Operator.IN, ExitCode.USAGE.code(), ExitCode.JOB_FAILED.code()),
              Rule.exitCodes(Action.IGNORE, Operator.IN, ExitCode.STOPPED.code()),
              Rule.condition(Action.IGNORE, PodCondition.DISRUPTION_TARGET)));

  private WorkerExits() {}
}
