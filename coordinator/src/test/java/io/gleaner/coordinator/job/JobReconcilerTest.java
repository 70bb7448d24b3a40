package io.gleaner.coordinator.job;

import static io.gleaner.coordinator.job.JobSpec.workQueue;
import static io.gleaner.coordinator.job.Row.FAILED_BY_POLICY;
import static io.gleaner.coordinator.job.Row.TOO_MANY;
import static io.gleaner.coordinator.job.Row.row;
import static io.gleaner.coordinator.job.Row.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JobReconcilerTest {

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void rules(Row row) {
    row.steps().run();
  }

  static Stream<Row> rules() {
    return Stream.of(
        row(
            "parallelism workers are kept running",
            () -> Course.of(workQueue(3)).shows(3, 0, 0).needsNoTimer().startedInAll(3)),
        row(
            "a failed worker is replaced after 10 s, not before",
            () ->
                Course.of(workQueue(2))
                    .end(1, 1)
                    .shows(1, 0, 1)
                    .requeuesAfter(seconds(10))
                    .pass(Duration.ofMillis(9_999))
                    .shows(1, 0, 1)
                    .pass(Duration.ofMillis(1))
                    .shows(2, 0, 1)
                    .needsNoTimer()),
        row(
            "the delay counts from the worker's end, not from when it was seen",
            () -> {
              Instant end = Instant.EPOCH.plusSeconds(100);
              JobDecision decision =
                  JobReconciler.reconcile(
                      workQueue(1), JobStatus.NEW, List.of(ended("w", 1, end)), end.plusSeconds(4));
              assertThat(decision.requeueAfter()).contains(seconds(6));
            }),
        row(
            "the delay doubles with every failure in a row: 10, 20, 40 s",
            () ->
                Course.of(workQueue(1))
                    .end(1, 1)
                    .requeuesAfter(seconds(10))
                    .pass(seconds(10))
                    .end(1, 1)
                    .requeuesAfter(seconds(20))
                    .pass(seconds(20))
                    .end(1, 1)
                    .requeuesAfter(seconds(40))),
        row(
            "workers that fail together each count for the delay",
            () -> Course.of(workQueue(3)).end(2, 1).shows(1, 0, 2).requeuesAfter(seconds(20))),
        row(
            "the delay grows to 10 minutes and no further",
            () -> {
              Course course = Course.of(workQueue(1).withBackoffLimit(50));
              for (int i = 0; i < 40; i++) {
                course.end(1, 1).pass(Duration.ofMinutes(10)).shows(1, 0, i + 1);
              }
              course.end(1, 1).requeuesAfter(Duration.ofMinutes(10));
            }),
        row(
            "delays are what the spec says",
            () ->
                Course.of(workQueue(1).withDelays(Duration.ofMillis(5), Duration.ofMillis(8)))
                    .end(1, 1)
                    .requeuesAfter(Duration.ofMillis(5))
                    .pass(Duration.ofMillis(5))
                    .end(1, 1)
                    .requeuesAfter(Duration.ofMillis(8))),
        row(
            "without a delay a failed worker is replaced at once",
            () ->
                Course.of(workQueue(1).withDelays(Duration.ZERO, Duration.ZERO))
                    .end(1, 1)
                    .shows(1, 0, 1)),
        row(
            "back-off holds up every start, that of a raised parallelism too",
            () ->
                Course.of(workQueue(1))
                    .end(1, 1)
                    .spec(workQueue(3))
                    .shows(0, 0, 1)
                    .pass(seconds(10))
                    .shows(3, 0, 1)),
        row(
            "the default backoffLimit bears 6 failures",
            () -> Course.of(workQueue(7)).end(6, 1).shows(1, 0, 6)),
        row(
            "the seventh fails the Job",
            () -> Course.of(workQueue(7)).end(6, 1).end(1, 1).shows(0, 0, 7, TOO_MANY)),
        row(
            "a Job that fails stops the others, which count as failed at once, and has failed when"
                + " they have ended",
            () ->
                Course.graceful(workQueue(3).withBackoffLimit(0))
                    .end(1, 1)
                    .shows(0, 0, 3, "FailureTarget:BackoffLimitExceeded")
                    .terminating(2)
                    .stoppedEndWith(143)
                    .shows(0, 0, 3, TOO_MANY)
                    .terminating(0)),
        row(
            "a Job that has failed starts nothing and needs no timer",
            () ->
                Course.of(workQueue(2).withBackoffLimit(0))
                    .end(1, 1)
                    .spec(workQueue(5))
                    .pass(Duration.ofHours(1))
                    .shows(0, 0, 2, TOO_MANY)
                    .needsNoTimer()
                    .startedInAll(2)),
        row(
            "a Job that fails waits for no delay",
            () -> Course.of(workQueue(1).withBackoffLimit(0)).end(1, 1).needsNoTimer()),
        row(
            "exit code 2, wrong usage, fails the Job at once",
            () -> Course.of(workQueue(3)).end(1, 2).shows(0, 0, 3, FAILED_BY_POLICY)),
        row(
            "exit code 3, a failed Job, fails it at once, whatever backoffLimit is",
            () ->
                Course.of(workQueue(3).withBackoffLimit(100))
                    .end(1, 3)
                    .shows(0, 0, 3, FAILED_BY_POLICY)),
        row(
            "of two reasons to fail the exit code's goes first",
            () ->
                Course.of(workQueue(2).withBackoffLimit(0))
                    .endAll(3)
                    .shows(0, 0, 2, FAILED_BY_POLICY)),
        row(
            "exit code 75 is replaced after back-off and never counted",
            () -> {
              Course course = Course.of(workQueue(1).withBackoffLimit(0));
              course.end(1, 75).shows(0, 0, 0).requeuesAfter(seconds(10)).pass(seconds(10));
              course.shows(1, 0, 0).end(1, 75).requeuesAfter(seconds(20)).shows(0, 0, 0);
            }),
        row(
            "a worker that was stopped because the Job failed counts, whatever it exits with",
            () ->
                Course.graceful(workQueue(3).withBackoffLimit(0))
                    .end(1, 1)
                    .stoppedEndWith(75)
                    .shows(0, 0, 3, TOO_MANY)),
        row(
            "a worker killed by a signal is a failed one",
            () -> Course.of(workQueue(2)).end(1, 137).shows(1, 0, 1)),
        row(
            "an end is counted once, however often it is seen",
            () -> {
              Course course = Course.of(workQueue(2)).end(1, 1);
              course.pass(seconds(30)).shows(2, 0, 1).pass(seconds(30)).shows(2, 0, 1);
              assertThat(course.status().settled()).containsExactly("w01");
            }),
        row(
            "what is not shown any more is remembered no longer, and its count stays",
            () -> {
              Course course = Course.of(workQueue(2)).end(1, 1).forgetEnded();
              course.shows(1, 0, 1);
              assertThat(course.status().settled()).isEmpty();
            }),
        row(
            "whoever stops keeps its place until it has ended",
            () ->
                Course.graceful(workQueue(2))
                    .spec(workQueue(1))
                    .shows(1, 0, 0)
                    .spec(workQueue(2))
                    .shows(1, 0, 0)
                    .terminating(1)
                    .stoppedEndWith(75)
                    .shows(2, 0, 0)),
        row(
            "a lowered parallelism stops the newest",
            () -> Course.of(workQueue(3)).spec(workQueue(1)).lastStopped("w03", "w02")),
        row(
            "workers that were stopped by a lowered parallelism never count",
            () ->
                Course.graceful(workQueue(3).withBackoffLimit(0))
                    .spec(workQueue(1).withBackoffLimit(0))
                    .stoppedEndWith(143)
                    .shows(1, 0, 0)
                    .needsNoTimer()),
        row(
            "suspend stops all, counts nothing, and forgets when the Job started",
            () -> {
              Course course = Course.graceful(workQueue(2).withBackoffLimit(0));
              course.spec(workQueue(2).withBackoffLimit(0).withSuspend(true));
              course.shows(0, 0, 0, "Suspended:JobSuspended").terminating(2);
              course.stoppedEndWith(75).shows(0, 0, 0, "Suspended:JobSuspended").needsNoTimer();
              assertThat(course.status().startTime()).isNull();
            }),
        row(
            "resume starts the Job anew, at once",
            () -> {
              Course course = Course.of(workQueue(2)).spec(workQueue(2).withSuspend(true));
              course.pass(seconds(5)).spec(workQueue(2)).shows(2, 0, 0);
              assertThat(course.status().startTime()).isEqualTo(course.now());
            }),
        row(
            "a completed Job says when, a failed one does not",
            () -> {
              Course complete = Course.of(workQueue(1)).pass(seconds(3)).end(1, 0);
              assertThat(complete.status().completionTime()).isEqualTo(complete.now());
              Course failed = Course.of(workQueue(1)).end(1, 3);
              assertThat(failed.status().completionTime()).isNull();
            }),
        row(
            "a success after failures ends their back-off",
            () -> {
              Instant at = Instant.EPOCH;
              JobDecision decision =
                  JobReconciler.reconcile(
                      workQueue(3),
                      JobStatus.NEW,
                      List.of(ended("b", 0, at), ended("a", 1, at), running("c", at)),
                      at);
              assertThat(decision.status().backoff()).isEqualTo(Backoff.NONE);
            }));
  }

  @Test
  void theSpecRefusesWhatCanMeanNothing() {
    assertThatThrownBy(() -> workQueue(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> workQueue(1).withBackoffLimit(-1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> workQueue(1).withDelays(seconds(2), seconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void conditionTypesAreWrittenAsKubernetesWritesThem() {
    assertThat(Stream.of(ConditionType.values()).map(ConditionType::text))
        .containsExactly("Suspended", "FailureTarget", "Failed", "SuccessCriteriaMet", "Complete");
  }

  private static ObservedWorker running(String id, Instant at) {
    return ObservedWorker.started(id, Place.ANY, at);
  }

  private static ObservedWorker ended(String id, int exitCode, Instant at) {
    return running(id, at).ended(exitCode, at);
  }
}
