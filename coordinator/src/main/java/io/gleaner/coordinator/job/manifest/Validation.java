package io.gleaner.coordinator.job.manifest;

import io.gleaner.coordinator.job.spec.CompletionMode;
import io.gleaner.coordinator.job.spec.PodReplacementPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the API server refuses when a Job is created, in its order. Kubernetes: {@code ValidateJob}.
 */
public final class Validation {
  private static final int MOST_PARALLEL_INDEXED = 100_000;
  private static final int MOST_FAILED_INDEXES = 100_000;
  private static final int MANY_COMPLETIONS = 100_000;
  private static final int MOST_WITH_MANY_COMPLETIONS = 10_000;
  private static final String SPEC = "spec.";

  private final SentSpec spec;
  private final List<ValidationError> errors = new ArrayList<>();

  private Validation(SentSpec spec) {
    this.spec = spec;
  }

  /**
   * Everything that is wrong with a Job.
   *
   * @param name the Job's name
   * @param spec its spec, after {@link Defaulting}
   * @return empty if the Job may be created
   */
  public static List<ValidationError> errors(String name, SentSpec spec) {
    List<ValidationError> all = new ArrayList<>(NameValidation.errors(name));
    all.addAll(specErrors(name, spec));
    all.addAll(NameValidation.hostnameErrors(name, spec));
    return all;
  }

  /** What is wrong with the spec alone: a change of a Job does not look at its name again. */
  static List<ValidationError> specErrors(String name, SentSpec spec) {
    List<ValidationError> all = new ArrayList<>();
    Validation validation = new Validation(spec);
    validation.numbers();
    validation.managedBy();
    validation.completionMode();
    validation.policies();
    all.addAll(validation.errors);
    all.addAll(TemplateValidation.errors(spec));
    all.addAll(validation.selector());
    all.addAll(NameValidation.labelErrors(name));
    return all;
  }

  private void numbers() {
    notNegative("parallelism", spec.parallelism());
    notNegative("completions", spec.completions());
    notNegative("activeDeadlineSeconds", spec.activeDeadlineSeconds());
    notNegative("backoffLimit", spec.backoffLimit());
    notNegative("ttlSecondsAfterFinished", spec.ttlSecondsAfterFinished());
    notNegative("backoffLimitPerIndex", spec.backoffLimitPerIndex());
    notNegative("maxFailedIndexes", spec.maxFailedIndexes());
    if (spec.maxFailedIndexes() != null && spec.backoffLimitPerIndex() == null) {
      errors.add(
          ValidationError.required(
              SPEC + "backoffLimitPerIndex", "when maxFailedIndexes is specified"));
    }
  }

  private void notNegative(String field, @Nullable Number value) {
    if (value != null && value.longValue() < 0) {
      invalid(field, value, "must be greater than or equal to 0");
    }
  }

  private void invalid(String field, Object value, String detail) {
    errors.add(ValidationError.invalid(SPEC + field, value, detail));
  }

  private void managedBy() {
    if (spec.managedBy() != null) {
      errors.addAll(NameValidation.managedByErrors(SPEC + "managedBy", spec.managedBy()));
    }
  }

  private void completionMode() {
    String mode = spec.completionMode();
    if (CompletionMode.INDEXED.text().equals(mode)) {
      indexed();
    } else if (mode == null || CompletionMode.NON_INDEXED.text().equals(mode)) {
      needsIndexed("backoffLimitPerIndex", spec.backoffLimitPerIndex());
      needsIndexed("maxFailedIndexes", spec.maxFailedIndexes());
    } else {
      errors.add(
          ValidationError.unsupported(
              SPEC + "completionMode",
              mode,
              List.of(CompletionMode.NON_INDEXED.text(), CompletionMode.INDEXED.text())));
    }
  }

  private void needsIndexed(String field, @Nullable Object value) {
    if (value != null) {
      invalid(field, value, "requires indexed completion mode");
    }
  }

  private void indexed() {
    Integer completions = spec.completions();
    Integer parallelism = spec.parallelism();
    Integer maxFailed = spec.maxFailedIndexes();
    if (completions == null) {
      errors.add(ValidationError.required(SPEC + "completions", "when completion mode is Indexed"));
    }
    if (parallelism != null && parallelism > MOST_PARALLEL_INDEXED) {
      invalid(
          "parallelism",
          parallelism,
          most(MOST_PARALLEL_INDEXED, " when completion mode is Indexed"));
    }
    if (completions != null && maxFailed != null && maxFailed > completions) {
      invalid("maxFailedIndexes", maxFailed, "must be less than or equal to completions");
    }
    if (maxFailed != null && maxFailed > MOST_FAILED_INDEXES) {
      invalid("maxFailedIndexes", maxFailed, most(MOST_FAILED_INDEXES, ""));
    }
    if (completions != null
        && completions > MANY_COMPLETIONS
        && spec.backoffLimitPerIndex() != null) {
      manyCompletions(parallelism, maxFailed);
    }
  }

  private void manyCompletions(@Nullable Integer parallelism, @Nullable Integer maxFailed) {
    String detail =
        most(
            MOST_WITH_MANY_COMPLETIONS,
            " when completions are above %d and used with backoff limit per index"
                .formatted(MANY_COMPLETIONS));
    if (maxFailed == null) {
      errors.add(
          ValidationError.required(
              SPEC + "maxFailedIndexes",
              "must be specified when completions is above " + MANY_COMPLETIONS));
    }
    if (parallelism != null && parallelism > MOST_WITH_MANY_COMPLETIONS) {
      invalid("parallelism", parallelism, detail);
    }
    if (maxFailed != null && maxFailed > MOST_WITH_MANY_COMPLETIONS) {
      invalid("maxFailedIndexes", maxFailed, detail);
    }
  }

  private static String most(int limit, String when) {
    return "must be less than or equal to " + limit + when;
  }

  /** Whoever makes the selector has to make one; without, none of the pods would be the Job's. */
  private List<ValidationError> selector() {
    return !Objects.equals(spec.manualSelector(), true) || spec.selector() != null
        ? List.of()
        : List.of(
            ValidationError.required(SPEC + "selector", ""),
            ValidationError.invalid(
                SPEC + "template.metadata.labels",
                "null",
                "`selector` does not match template `labels`"));
  }

  private void policies() {
    if (spec.podFailurePolicy() != null) {
      errors.addAll(FailurePolicyValidation.errors(spec, spec.podFailurePolicy()));
    }
    if (spec.successPolicy() != null) {
      errors.addAll(SuccessPolicyValidation.errors(spec, spec.successPolicy()));
    }
    String replacement = spec.podReplacementPolicy();
    List<String> supported =
        spec.podFailurePolicy() != null
            ? List.of(PodReplacementPolicy.FAILED.text())
            : List.of(
                PodReplacementPolicy.FAILED.text(),
                PodReplacementPolicy.TERMINATING_OR_FAILED.text());
    if (replacement != null && !supported.contains(replacement)) {
      errors.add(
          ValidationError.unsupported(SPEC + "podReplacementPolicy", replacement, supported));
    }
  }
}
