package io.gleaner.coordinator.job;

import static io.gleaner.coordinator.job.Row.COMPLETE;
import static io.gleaner.coordinator.job.Row.TOO_MANY;
import static io.gleaner.coordinator.job.Row.row;
import static io.gleaner.coordinator.job.Row.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.coordinator.job.spec.IndexRanges;
import io.gleaner.coordinator.job.spec.RestartPolicy;
import io.gleaner.coordinator.job.spec.SuccessPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How Jobs end: deadline, restarts, success policies, suspension, time to live. */
class JobEndingTest {
  private static final String[] DEADLINE = {
    "FailureTarget:DeadlineExceeded", "Failed:DeadlineExceeded"
  };
  private static final String[] BY_POLICY = {
    "SuccessCriteriaMet:SuccessPolicy", "Complete:SuccessPolicy"
  };

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void rules(Row row) {
    row.steps().run();
  }

  static Stream<Row> rules() {
    return Stream.of(
        row(
            "no completions are complete at once",
            () -> Course.of(job().completions(0).build()).shows(0, 0, 0, COMPLETE)),
        row(
            "near the end no more workers run than completions are missing",
            () ->
                Course.of(job().completions(3).parallelism(2).build())
                    .end(2, 0)
                    .shows(1, 2, 0)
                    .end(1, 0)
                    .shows(0, 3, 0, COMPLETE)),
        row(
            "a Job is complete only when those that still stop have ended",
            () ->
                Course.graceful(job().completions(2).parallelism(2).build())
                    .stopOldest()
                    .end(1, 0)
                    .pass(seconds(10))
                    .end(1, 0)
                    .shows(0, 2, 1, "SuccessCriteriaMet:CompletionsReached")
                    .stoppedEndWith(143)
                    .shows(0, 2, 1, COMPLETE)),
        row(
            "the deadline fails the Job at that moment, not before",
            () ->
                Course.of(job().activeDeadlineSeconds(30L).build())
                    .requeuesAfter(seconds(30))
                    .pass(Duration.ofMillis(29_999))
                    .shows(1, 0, 0)
                    .pass(Duration.ofMillis(1))
                    .shows(0, 0, 1, DEADLINE)
                    .needsNoTimer()),
        row(
            "of two timers the first one is asked for",
            () -> {
              Course.of(job().activeDeadlineSeconds(5L).build())
                  .end(1, 1)
                  .requeuesAfter(seconds(5));
              Course.of(job().activeDeadlineSeconds(50L).build())
                  .end(1, 1)
                  .requeuesAfter(seconds(10));
            }),
        row(
            "resuming begins the deadline anew",
            () -> {
              JobSpec spec = job().activeDeadlineSeconds(30L).build();
              Course.of(spec)
                  .pass(seconds(20))
                  .spec(spec.withSuspend(true))
                  .pass(seconds(100))
                  .spec(spec)
                  .requeuesAfter(seconds(30));
            }),
        row(
            "a deadline of 0 starts nothing",
            () ->
                Course.of(job().activeDeadlineSeconds(0L).build())
                    .shows(0, 0, 0, DEADLINE)
                    .startedInAll(0)),
        row(
            "a policy of exit codes comes before the limit, the limit before the deadline",
            () ->
                Course.of(job().activeDeadlineSeconds(10L).backoffLimit(1).build())
                    .end(1, 1)
                    .pass(seconds(9))
                    .shows(0, 0, 1)
                    .pass(seconds(1))
                    .shows(0, 0, 1, DEADLINE)),
        row(
            "restarts in place are summed over the workers; the limit itself is one too many",
            () ->
                Course.of(onFailure().parallelism(2).completions(2).backoffLimit(3).build())
                    .restartOldest(2)
                    .shows(2, 0, 0)
                    .restartOldest(1)
                    .shows(0, 0, 2, TOO_MANY)),
        row(
            "with backoffLimit 0 the first restart is one too many",
            () ->
                Course.of(onFailure().backoffLimit(0).build())
                    .restartOldest(1)
                    .shows(0, 0, 1, TOO_MANY)),
        row(
            "restarts mean nothing with restartPolicy Never",
            () -> Course.of(job().backoffLimit(1).build()).restartOldest(9).shows(1, 0, 0)),
        row(
            "restarts of workers that have ended are forgotten",
            () ->
                Course.of(onFailure().parallelism(2).completions(2).backoffLimit(2).build())
                    .restartOldest(1)
                    .end(1, 0)
                    .restartOldest(1)
                    .shows(1, 1, 0)),
        row(
            "a success policy stops those that are not needed, and counts none of them",
            () ->
                Course.graceful(leader(IndexRanges.parse("0"), null))
                    .endIndex(1, 0)
                    .shows(2, 1, 0)
                    .endIndex(0, 0)
                    .shows(0, 2, 0, "SuccessCriteriaMet:SuccessPolicy")
                    .stoppedEndWith(1)
                    .shows(0, 2, 0, BY_POLICY)),
        row(
            "a success policy may want a number of some indexes",
            () ->
                Course.of(leader(IndexRanges.parse("1,2"), 1))
                    .endIndex(0, 0)
                    .shows(2, 1, 0)
                    .endIndex(2, 0)
                    .shows(0, 2, 0, BY_POLICY)),
        row(
            "a success policy may want a number of any indexes",
            () ->
                Course.of(leader(null, 2)).endIndex(2, 0).endIndex(0, 0).shows(0, 2, 0, BY_POLICY)),
        row(
            "a suspended Job fails too when the limit is lowered, but ends only when it is resumed",
            () -> {
              JobSpec spec = job().backoffLimit(2).build();
              JobSpec lower = spec.withBackoffLimit(0);
              Course.of(spec)
                  .end(1, 1)
                  .spec(spec.withSuspend(true))
                  .spec(lower.withSuspend(true))
                  .shows(0, 0, 1, "Suspended:JobSuspended", "FailureTarget:BackoffLimitExceeded")
                  .spec(lower)
                  .shows(
                      0,
                      0,
                      1,
                      "Suspended:JobSuspended",
                      "FailureTarget:BackoffLimitExceeded",
                      "Failed:BackoffLimitExceeded");
            }),
        row(
            "a back-off goes on while the Job is suspended",
            () -> {
              JobSpec spec = job().build();
              Course.of(spec)
                  .end(1, 1)
                  .spec(spec.withSuspend(true))
                  .pass(seconds(4))
                  .spec(spec)
                  .shows(0, 0, 1)
                  .requeuesAfter(seconds(6));
            }),
        row(
            "a Job that is ending is not suspended any more",
            () -> {
              JobSpec spec = job().backoffLimit(0).parallelism(2).completions(2).build();
              Course.graceful(spec)
                  .end(1, 1)
                  .spec(spec.withSuspend(true))
                  .shows(0, 0, 2, "FailureTarget:BackoffLimitExceeded");
            }),
        row(
            "another controller's Job is left alone",
            () ->
                Course.of(job().managedBy("example.com/other").build())
                    .shows(0, 0, 0)
                    .startedInAll(0)),
        row(
            "a Job that names this controller is not",
            () ->
                Course.of(job().managedBy("kubernetes.io/job-controller").build()).shows(1, 0, 0)));
  }

  @Test
  void aFinishedJobIsDeletedWhenItsTimeToLiveIsOver() {
    JobSpec spec = job().ttlSecondsAfterFinished(100).build();
    Course course = Course.of(spec).end(1, 0).requeuesAfter(seconds(100));
    Instant end = course.now();
    JobDecision early = reconcile(spec, course.status(), end.plusSeconds(99));
    assertThat(early.actions()).isEmpty();
    assertThat(early.requeueAfter()).contains(seconds(1));
    JobDecision due = reconcile(spec, course.status(), end.plusSeconds(100));
    assertThat(due.actions()).containsExactly(new JobAction.Delete());
    assertThat(due.requeueAfter()).isEmpty();
    JobSpec kept = job().build();
    assertThat(reconcile(kept, course.status(), end.plusSeconds(999)))
        .isEqualTo(new JobDecision(course.status(), List.of(), Optional.empty()));
  }

  @ParameterizedTest(name = "restart after {0} others waits {1} s")
  @CsvSource({"0, 0", "1, 10", "2, 20", "3, 40", "5, 160", "6, 300", "60, 300"})
  void aRestartInPlaceWaitsAsAKubeletHasIt(int restarts, long expected) {
    assertThat(RestartDelay.before(restarts)).isEqualTo(seconds(expected));
  }

  @Test
  void theFailingRuleIsNamedInTheMessage() {
    Course course = Course.of(JobSpec.workQueue(1)).end(1, 3);
    assertThat(course.status().condition(ConditionType.FAILED))
        .map(JobCondition::message)
        .contains(
            "Container worker of worker w01 failed with exit code 3 matching FailJob rule at index"
                + " 0");
  }

  private static JobDecision reconcile(JobSpec spec, JobStatus status, Instant now) {
    return JobReconciler.reconcile(spec, status, List.of(), now);
  }

  private static JobSpecBuilder job() {
    return new JobSpecBuilder();
  }

  private static JobSpecBuilder onFailure() {
    return job().restartPolicy(RestartPolicy.ON_FAILURE);
  }

  private static JobSpec leader(@Nullable IndexRanges indexes, @Nullable Integer count) {
    SuccessPolicy policy = new SuccessPolicy(List.of(new SuccessPolicy.Rule(indexes, count)));
    return job().indexed(3).parallelism(3).successPolicy(policy).build();
  }
}
