package io.gleaner.coordinator.job.manifest;

import io.gleaner.coordinator.job.JobSpec;
import io.gleaner.coordinator.job.spec.CompletionMode;
import io.gleaner.coordinator.job.spec.PodReplacementPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fills in what an author left out. Kubernetes: {@code SetDefaults_Job}. */
public final class Defaulting {
  private Defaulting() {}

  /** The same spec with every field set that has a default. */
  public static SentSpec fill(SentSpec sent) {
    boolean single = sent.completions() == null && sent.parallelism() == null;
    SentFailurePolicy policy = filled(sent.podFailurePolicy());
    return new SentSpec(
        or(sent.parallelism(), 1),
        single ? Integer.valueOf(1) : sent.completions(),
        sent.activeDeadlineSeconds(),
        policy,
        sent.successPolicy(),
        or(sent.backoffLimit(), backoffLimit(sent)),
        sent.backoffLimitPerIndex(),
        sent.maxFailedIndexes(),
        sent.selector(),
        or(sent.manualSelector(), false),
        sent.template(),
        sent.ttlSecondsAfterFinished(),
        or(sent.completionMode(), CompletionMode.NON_INDEXED.text()),
        or(sent.suspend(), false),
        or(sent.podReplacementPolicy(), replacement(policy).text()),
        sent.managedBy());
  }

  /** With a limit of its own for each index, the limit for all is as good as none. */
  private static int backoffLimit(SentSpec sent) {
    return sent.backoffLimitPerIndex() == null ? JobSpec.DEFAULT_BACKOFF_LIMIT : Integer.MAX_VALUE;
  }

  /** A podFailurePolicy wants to know how a worker ended before it is replaced. */
  private static PodReplacementPolicy replacement(@Nullable SentFailurePolicy policy) {
    return policy == null
        ? PodReplacementPolicy.TERMINATING_OR_FAILED
        : PodReplacementPolicy.FAILED;
  }

  private static @Nullable SentFailurePolicy filled(@Nullable SentFailurePolicy policy) {
    return policy == null
        ? null
        : new SentFailurePolicy(policy.rules().stream().map(Defaulting::filled).toList());
  }

  private static SentFailurePolicy.Rule filled(SentFailurePolicy.Rule rule) {
    if (rule.onPodConditions() == null) {
      return rule;
    }
    List<SentFailurePolicy.Pattern> patterns =
        rule.patterns().stream()
            .map(p -> p.status().isEmpty() ? new SentFailurePolicy.Pattern(p.type(), "True") : p)
            .toList();
    return new SentFailurePolicy.Rule(rule.action(), rule.onExitCodes(), patterns);
  }

  private static <T> T or(@Nullable T value, T fallback) {
    return value == null ? fallback : value;
  }
}
