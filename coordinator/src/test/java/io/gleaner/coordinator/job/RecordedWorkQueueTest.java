package io.gleaner.coordinator.job;

import static io.gleaner.coordinator.job.JobSpec.workQueue;
import static io.gleaner.coordinator.job.Row.COMPLETE;
import static io.gleaner.coordinator.job.Row.FAILED_BY_POLICY;
import static io.gleaner.coordinator.job.Row.TOO_MANY;
import static io.gleaner.coordinator.job.Row.row;
import static io.gleaner.coordinator.job.Row.seconds;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Work queues, step by step as they were recorded from Kubernetes 1.36, by the recordings' names.
 */
class RecordedWorkQueueTest {
  @ParameterizedTest(name = "{0}")
  @MethodSource
  void recorded(Row row) {
    row.steps().run();
  }

  static Stream<Row> recorded() {
    return Stream.of(
        row(
            "wq-all-succeed",
            () ->
                Course.of(workQueue(3))
                    .end(1, 0)
                    .shows(2, 1, 0)
                    .end(1, 0)
                    .shows(1, 2, 0)
                    .end(1, 0)
                    .shows(0, 3, 0, COMPLETE)),
        row(
            "wq-fail-before-success-replaced",
            () ->
                Course.of(workQueue(2))
                    .end(1, 1)
                    .shows(1, 0, 1)
                    .pass(seconds(15))
                    .shows(2, 0, 1)
                    .endAll(0)
                    .shows(0, 2, 1, COMPLETE)),
        row(
            "wq-first-success-no-new-pods",
            () ->
                Course.of(workQueue(3))
                    .end(1, 0)
                    .shows(2, 1, 0)
                    .end(1, 1)
                    .shows(1, 1, 1)
                    .pass(seconds(15))
                    .shows(1, 1, 1)
                    .end(1, 0)
                    .shows(0, 2, 1, COMPLETE)
                    .startedInAll(3)),
        row(
            "wq-parallelism-zero",
            () ->
                Course.of(workQueue(0))
                    .shows(0, 0, 0)
                    .spec(workQueue(2))
                    .shows(2, 0, 0)
                    .endAll(0)
                    .shows(0, 2, 0, COMPLETE)),
        row(
            "wq-scale-down",
            () ->
                Course.of(workQueue(3))
                    .spec(workQueue(1))
                    .shows(1, 0, 0)
                    .endAll(0)
                    .shows(0, 1, 0, COMPLETE)),
        row(
            "wq-scale-up",
            () ->
                Course.of(workQueue(1))
                    .spec(workQueue(3))
                    .shows(3, 0, 0)
                    .endAll(0)
                    .shows(0, 3, 0, COMPLETE)),
        row(
            "wq-scale-up-after-success",
            () ->
                Course.of(workQueue(2))
                    .end(1, 0)
                    .spec(workQueue(4))
                    .shows(1, 1, 0)
                    .endAll(0)
                    .shows(0, 2, 0, COMPLETE)),
        row(
            "wq-success-then-failures-under-limit",
            () ->
                Course.of(workQueue(3).withBackoffLimit(2))
                    .end(1, 0)
                    .endAll(1)
                    .shows(0, 1, 2, COMPLETE)),
        row(
            "wq-success-then-failures-over-limit",
            () ->
                Course.of(workQueue(3).withBackoffLimit(0))
                    .end(1, 0)
                    .end(1, 1)
                    .shows(0, 1, 2, TOO_MANY)),
        row(
            "policy-wq-fail-job",
            () -> Course.of(workQueue(3)).end(1, 3).shows(0, 0, 3, FAILED_BY_POLICY)),
        row(
            "suspend-wq-after-success",
            () ->
                Course.of(workQueue(3))
                    .end(1, 0)
                    .spec(workQueue(3).withSuspend(true))
                    .shows(0, 1, 0, COMPLETE)
                    .spec(workQueue(3))
                    .pass(seconds(6))
                    .shows(0, 1, 0, COMPLETE)));
  }
}
