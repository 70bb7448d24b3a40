package io.gleaner.coordinator.job;

import io.gleaner.coordinator.job.spec.IndexRanges;
import io.gleaner.coordinator.job.spec.PodCondition;
import io.gleaner.coordinator.job.spec.PodFailurePolicy;
import io.gleaner.coordinator.job.spec.PodFailurePolicy.Action;
import io.gleaner.coordinator.job.spec.PodFailurePolicy.Operator;
import io.gleaner.coordinator.job.spec.PodFailurePolicy.Rule;
import io.gleaner.coordinator.job.spec.PodReplacementPolicy;
import io.gleaner.coordinator.job.spec.RestartPolicy;
import io.gleaner.coordinator.job.spec.SuccessPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Small Jobs of every kind, and changes that an API server would take. */
final class RandomJobs {
  private RandomJobs() {}

  static JobSpec spec(Random random) {
    JobSpecBuilder spec =
        new JobSpecBuilder()
            .parallelism(random.nextInt(5))
            .backoffLimit(random.nextInt(7))
            .suspend(random.nextInt(6) == 0)
            .podReplacementPolicy(
                random.nextBoolean()
                    ? PodReplacementPolicy.FAILED
                    : PodReplacementPolicy.TERMINATING_OR_FAILED);
    boolean indexed = random.nextInt(2) == 0;
    boolean perIndex = indexed && random.nextBoolean();
    if (indexed) {
      indexed(spec, 1 + random.nextInt(5), perIndex, random);
    } else {
      spec.completions(random.nextBoolean() ? null : Integer.valueOf(random.nextInt(6)));
    }
    if (random.nextInt(3) == 0) {
      spec.podFailurePolicy(policy(perIndex, random));
    } else if (random.nextInt(3) == 0) {
      spec.restartPolicy(RestartPolicy.ON_FAILURE);
    }
    if (random.nextInt(5) == 0) {
      spec.activeDeadlineSeconds((long) random.nextInt(400));
    }
    if (random.nextInt(5) == 0) {
      spec.ttlSecondsAfterFinished(random.nextInt(200));
    }
    return spec.build();
  }

  private static void indexed(JobSpecBuilder spec, int indexes, boolean perIndex, Random random) {
    spec.indexed(indexes);
    if (perIndex) {
      spec.backoffLimitPerIndex(random.nextInt(3)).backoffLimit(Integer.MAX_VALUE);
      spec.maxFailedIndexes(random.nextBoolean() ? null : Integer.valueOf(random.nextInt(indexes)));
    }
    if (random.nextInt(3) == 0) {
      IndexRanges some = IndexRanges.of(List.of(random.nextInt(indexes), random.nextInt(indexes)));
      Integer count = random.nextBoolean() ? null : Integer.valueOf(1);
      spec.successPolicy(new SuccessPolicy(List.of(new SuccessPolicy.Rule(some, count))));
    }
  }

  private static PodFailurePolicy policy(boolean perIndex, Random random) {
    List<Rule> rules = new ArrayList<>();
    rules.add(Rule.condition(Action.IGNORE, PodCondition.DISRUPTION_TARGET));
    rules.add(Rule.exitCodes(Action.IGNORE, Operator.IN, 2));
    if (perIndex) {
      rules.add(Rule.exitCodes(Action.FAIL_INDEX, Operator.IN, 3));
    }
    if (random.nextBoolean()) {
      rules.add(Rule.exitCodes(Action.FAIL_JOB, Operator.NOT_IN, 1, 4, 5));
    }
    return new PodFailurePolicy(rules);
  }

  static JobSpec changed(JobSpec spec, Random random) {
    JobSpecBuilder changed = spec.but();
    switch (random.nextInt(4)) {
      case 0 -> changed.suspend(!spec.suspend());
      case 1 -> changed.parallelism(random.nextInt(5));
      case 2 -> {
        if (spec.isIndexed()) {
          int both = 1 + random.nextInt(5);
          changed.completions(both).parallelism(both);
        }
      }
      default -> changed.backoffLimit(random.nextInt(8));
    }
    return changed.build();
  }
}
