package io.gleaner.coordinator.job;

import static io.gleaner.coordinator.job.Row.COMPLETE;
import static io.gleaner.coordinator.job.Row.row;
import static io.gleaner.coordinator.job.Row.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.coordinator.job.spec.PodFailurePolicy;
import io.gleaner.coordinator.job.spec.PodFailurePolicy.Action;
import io.gleaner.coordinator.job.spec.PodFailurePolicy.Operator;
import io.gleaner.coordinator.job.spec.PodFailurePolicy.Rule;
import io.gleaner.coordinator.job.spec.PodReplacementPolicy;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Jobs with completion indexes, and limits for each of these. */
class IndexedJobTest {
  private static final String[] FAILED_INDEXES = {
    "FailureTarget:FailedIndexes", "Failed:FailedIndexes"
  };

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void rules(Row row) {
    row.steps().run();
  }

  static Stream<Row> rules() {
    return Stream.of(
        row(
            "the lowest missing indexes run first",
            () ->
                Course.of(indexed(5, 2).build())
                    .indexes(List.of(0, 1), "", null)
                    .endIndex(1, 0)
                    .indexes(List.of(0, 2), "1", null)
                    .endIndex(0, 0)
                    .indexes(List.of(2, 3), "0,1", null)),
        row(
            "a failed index is tried again as the same index, and all wait for its delay",
            () ->
                Course.of(indexed(3, 2).build())
                    .endIndex(0, 1)
                    .indexes(List.of(1), "", null)
                    .endIndex(1, 1)
                    .requeuesAfter(seconds(20))
                    .pass(seconds(20))
                    .indexes(List.of(0, 1), "", null)),
        row(
            "a lower parallelism stops the highest index",
            () ->
                Course.of(indexed(4, 4).build())
                    .spec(indexed(4, 2).build())
                    .indexes(List.of(0, 1), "", null)),
        row(
            "fewer completions forget the indexes above them, ended or not",
            () ->
                Course.of(indexed(4, 4).build())
                    .endIndex(3, 0)
                    .endIndex(0, 0)
                    .spec(indexed(2, 2).build())
                    .indexes(List.of(1), "0", null)
                    .shows(1, 1, 0)
                    .endIndex(1, 0)
                    .shows(0, 2, 0, COMPLETE)),
        row(
            "a worker of an index that is gone neither succeeds nor fails",
            () ->
                Course.graceful(indexed(3, 3).backoffLimit(0).build())
                    .spec(indexed(1, 1).backoffLimit(0).build())
                    .terminating(2)
                    .stoppedEndWith(1)
                    .shows(1, 0, 0)),
        row(
            "fewer completions than have succeeded complete the Job at once",
            () ->
                Course.of(indexed(3, 3).build())
                    .endIndex(0, 0)
                    .spec(indexed(1, 1).build())
                    .shows(0, 1, 0, COMPLETE)),
        row(
            "with a limit per index a failure counts when its replacement starts",
            () ->
                Course.of(indexed(2, 2).backoffLimitPerIndex(1).build())
                    .endIndex(0, 1)
                    .shows(1, 0, 0)
                    .indexes(List.of(1), "", "")
                    .pass(seconds(10))
                    .shows(2, 0, 1)
                    .indexes(List.of(0, 1), "", "")),
        row(
            "an index out of retries has failed, and the others go on",
            () ->
                Course.of(indexed(2, 2).backoffLimitPerIndex(1).build())
                    .endIndex(0, 1)
                    .pass(seconds(10))
                    .endIndex(0, 1)
                    .indexes(List.of(1), "", "0")
                    .shows(1, 0, 2)
                    .endIndex(1, 0)
                    .shows(0, 1, 2, FAILED_INDEXES)),
        row(
            "each index has its own delays",
            () ->
                Course.of(indexed(2, 2).backoffLimitPerIndex(9).build())
                    .endIndex(0, 1)
                    .pass(seconds(10))
                    .endIndex(0, 1)
                    .endIndex(1, 1)
                    .requeuesAfter(seconds(10))
                    .pass(seconds(10))
                    .indexes(List.of(1), "", "")
                    .requeuesAfter(seconds(10))
                    .pass(seconds(10))
                    .indexes(List.of(0, 1), "", "")),
        row(
            "an index that waits for its delay keeps its place in parallelism",
            () ->
                Course.of(indexed(3, 1).backoffLimitPerIndex(1).build())
                    .endIndex(0, 1)
                    .indexes(List.of(), "", "")
                    .pass(seconds(10))
                    .indexes(List.of(0), "", "")),
        row(
            "one failed index more than maxFailedIndexes ends the Job",
            () ->
                Course.of(indexed(4, 4).backoffLimitPerIndex(0).maxFailedIndexes(1).build())
                    .endIndex(0, 1)
                    .shows(3, 0, 1)
                    .endIndex(2, 1)
                    .shows(
                        0,
                        0,
                        4,
                        "FailureTarget:MaxFailedIndexesExceeded",
                        "Failed:MaxFailedIndexesExceeded")),
        row(
            "a failure that waits for its replacement counts when the Job ends before",
            () ->
                Course.of(
                        indexed(3, 3)
                            .backoffLimitPerIndex(1)
                            .maxFailedIndexes(0)
                            .podFailurePolicy(failIndexOn9())
                            .build())
                    .endIndex(0, 1)
                    .shows(2, 0, 0)
                    .endIndex(1, 9)
                    .shows(
                        0,
                        0,
                        3,
                        "FailureTarget:MaxFailedIndexesExceeded",
                        "Failed:MaxFailedIndexesExceeded")),
        row(
            "backoffLimit bears failures that wait for their replacement as well",
            () ->
                Course.of(indexed(2, 2).backoffLimitPerIndex(5).backoffLimit(0).build())
                    .endIndex(0, 1)
                    .shows(
                        0,
                        0,
                        2,
                        "FailureTarget:BackoffLimitExceeded",
                        "Failed:BackoffLimitExceeded")),
        row(
            "FailIndex fails the index whatever retries it has",
            () ->
                Course.of(
                        indexed(2, 2)
                            .backoffLimitPerIndex(5)
                            .podFailurePolicy(failIndexOn9())
                            .build())
                    .endIndex(0, 9)
                    .indexes(List.of(1), "", "0")
                    .shows(1, 0, 1)),
        row(
            "ignored failures of an index lengthen its delay and are never counted",
            () ->
                Course.of(
                        indexed(1, 1)
                            .backoffLimitPerIndex(0)
                            .podFailurePolicy(failIndexOn9())
                            .build())
                    .endIndex(0, 75)
                    .requeuesAfter(seconds(10))
                    .pass(seconds(10))
                    .endIndex(0, 75)
                    .requeuesAfter(seconds(20))
                    .pass(seconds(20))
                    .shows(1, 0, 0)
                    .indexes(List.of(0), "", "")),
        row(
            "an index whose worker stops is free at once, or with policy Failed after its end",
            () -> {
              Course.graceful(indexed(1, 1).build())
                  .stopOldest()
                  .shows(0, 0, 1)
                  .pass(seconds(10))
                  .shows(1, 0, 1)
                  .terminating(1);
              Course.graceful(
                      indexed(1, 1).podReplacementPolicy(PodReplacementPolicy.FAILED).build())
                  .stopOldest()
                  .pass(seconds(60))
                  .shows(0, 0, 0)
                  .terminating(1)
                  .stoppedEndWith(143)
                  .shows(0, 0, 1)
                  .pass(seconds(10))
                  .shows(1, 0, 1);
            }),
        row(
            "how often an index has failed is forgotten when its worker is suspended",
            () -> {
              JobSpec spec = indexed(1, 1).backoffLimitPerIndex(1).build();
              Course.of(spec)
                  .endIndex(0, 1)
                  .pass(seconds(10))
                  .spec(spec.withSuspend(true))
                  .spec(spec)
                  .endIndex(0, 1)
                  .indexes(List.of(), "", "")
                  .pass(seconds(10))
                  .shows(1, 0, 2);
            }));
  }

  @Test
  void ofSeveralWorkersWithOneIndexOneIsLeft() {
    JobSpec spec = indexed(2, 2).build();
    Instant at = Instant.EPOCH;
    List<ObservedWorker> twins =
        List.of(
            ObservedWorker.started("a", Place.of(0), at),
            ObservedWorker.started("b", Place.of(0), at.plusSeconds(1)));
    assertThat(JobReconciler.reconcile(spec, JobStatus.NEW, twins, at.plusSeconds(2)).actions())
        .containsExactly(new JobAction.Stop("b"));
  }

  private static JobSpecBuilder indexed(int completions, int parallelism) {
    return new JobSpecBuilder().indexed(completions).parallelism(parallelism);
  }

  private static PodFailurePolicy failIndexOn9() {
    return new PodFailurePolicy(
        List.of(
            Rule.exitCodes(Action.FAIL_INDEX, Operator.IN, 9),
            Rule.exitCodes(Action.IGNORE, Operator.IN, 75)));
  }
}
