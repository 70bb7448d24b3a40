package io.gleaner.coordinator.job.manifest;

import io.gleaner.coordinator.job.JobSpec;
import io.gleaner.coordinator.job.JobSpecBuilder;
import io.gleaner.coordinator.job.spec.CompletionMode;
import io.gleaner.coordinator.job.spec.IndexRanges;
import io.gleaner.coordinator.job.spec.PodCondition;
import io.gleaner.coordinator.job.spec.PodFailurePolicy;
import io.gleaner.coordinator.job.spec.PodReplacementPolicy;
import io.gleaner.coordinator.job.spec.RestartPolicy;
import io.gleaner.coordinator.job.spec.SuccessPolicy;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes of a spec that was sent, defaulted and found valid the one that the controller reads. */
public final class Resolving {
  private Resolving() {}

  /**
   * The controller's spec.
   *
   * @param sent after {@link Defaulting}, and without an error by {@link Validation}
   */
  public static JobSpec spec(SentSpec sent) {
    return new JobSpecBuilder()
        .parallelism(Objects.requireNonNull(sent.parallelism()))
        .completions(sent.completions())
        .completionMode(word(CompletionMode.values(), CompletionMode::text, sent.completionMode()))
        .backoffLimit(Objects.requireNonNull(sent.backoffLimit()))
        .backoffLimitPerIndex(sent.backoffLimitPerIndex())
        .maxFailedIndexes(sent.maxFailedIndexes())
        .podFailurePolicy(policy(sent.podFailurePolicy()))
        .successPolicy(policy(sent.successPolicy()))
        .podReplacementPolicy(
            word(
                PodReplacementPolicy.values(),
                PodReplacementPolicy::text,
                sent.podReplacementPolicy()))
        .restartPolicy(
            word(RestartPolicy.values(), RestartPolicy::text, sent.template().restartPolicy()))
        .activeDeadlineSeconds(sent.activeDeadlineSeconds())
        .ttlSecondsAfterFinished(sent.ttlSecondsAfterFinished())
        .suspend(Objects.requireNonNull(sent.suspend()))
        .managedBy(sent.managedBy())
        .build();
  }

  private static @Nullable PodFailurePolicy policy(@Nullable SentFailurePolicy sent) {
    return sent == null
        ? null
        : new PodFailurePolicy(sent.rules().stream().map(Resolving::rule).toList());
  }

  private static PodFailurePolicy.Rule rule(SentFailurePolicy.Rule sent) {
    SentFailurePolicy.ExitCodes codes = sent.onExitCodes();
    List<PodCondition> patterns =
        sent.patterns().stream().map(p -> new PodCondition(p.type(), p.status())).toList();
    return new PodFailurePolicy.Rule(
        word(PodFailurePolicy.Action.values(), PodFailurePolicy.Action::text, sent.action()),
        codes == null
            ? null
            : new PodFailurePolicy.OnExitCodes(
                codes.containerName(),
                word(
                    PodFailurePolicy.Operator.values(),
                    PodFailurePolicy.Operator::text,
                    codes.operator()),
                codes.codes()),
        patterns);
  }

  private static @Nullable SuccessPolicy policy(@Nullable SentSuccessPolicy sent) {
    return sent == null
        ? null
        : new SuccessPolicy(sent.rules().stream().map(Resolving::rule).toList());
  }

  private static SuccessPolicy.Rule rule(SentSuccessPolicy.Rule sent) {
    String indexes = sent.succeededIndexes();
    return new SuccessPolicy.Rule(
        indexes == null ? null : IndexRanges.parse(indexes), sent.succeededCount());
  }

  private static <T> T word(T[] words, Function<T, String> text, @Nullable String wanted) {
    return Stream.of(words)
        .filter(word -> text.apply(word).equals(wanted))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("not validated: " + wanted));
  }
}
