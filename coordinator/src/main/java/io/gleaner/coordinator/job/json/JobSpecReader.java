package io.gleaner.coordinator.job.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.gleaner.coordinator.job.manifest.SentFailurePolicy;
import io.gleaner.coordinator.job.manifest.SentFailurePolicy.ExitCodes;
import io.gleaner.coordinator.job.manifest.SentFailurePolicy.Pattern;
import io.gleaner.coordinator.job.manifest.SentSpec;
import io.gleaner.coordinator.job.manifest.SentSuccessPolicy;
import io.gleaner.coordinator.job.manifest.SentTemplate;
import io.gleaner.failure.GleanerException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the {@code spec} of a batch/v1 Job. */
public final class JobSpecReader {
  private static final Set<String> KNOWN =
      Set.of(
          "parallelism",
          "completions",
          "activeDeadlineSeconds",
          "podFailurePolicy",
          "successPolicy",
          "backoffLimit",
          "backoffLimitPerIndex",
          "maxFailedIndexes",
          "selector",
          "manualSelector",
          "template",
          "ttlSecondsAfterFinished",
          "completionMode",
          "suspend",
          "podReplacementPolicy",
          "managedBy");

  private JobSpecReader() {}

  /**
   * Reads a spec as it was sent; its values are not looked at, only their types.
   *
   * @param path where it is, for messages: {@code spec}
   * @throws GleanerException configuration, naming the field, if there is an unknown one or one of
   *     a wrong type
   */
  public static SentSpec read(String path, JsonNode json) {
    Fields spec = new Fields(path, json).only(KNOWN);
    return new SentSpec(
        spec.integer("parallelism"),
        spec.integer("completions"),
        spec.whole("activeDeadlineSeconds"),
        failurePolicy(spec.object("podFailurePolicy")),
        successPolicy(spec.object("successPolicy")),
        spec.integer("backoffLimit"),
        spec.integer("backoffLimitPerIndex"),
        spec.integer("maxFailedIndexes"),
        spec.source("selector"),
        spec.truth("manualSelector"),
        template(spec.object("template")),
        spec.integer("ttlSecondsAfterFinished"),
        spec.text("completionMode"),
        spec.truth("suspend"),
        spec.text("podReplacementPolicy"),
        spec.text("managedBy"));
  }

  private static SentTemplate template(@Nullable Fields template) {
    Fields pod = template == null ? null : template.object("spec");
    if (template == null || pod == null) {
      return new SentTemplate(
          null, List.of(), List.of(), template == null ? "" : template.source());
    }
    return new SentTemplate(
        pod.text("restartPolicy"),
        pod.each("containers", container -> container.textOrEmpty("name")),
        pod.each("initContainers", container -> container.textOrEmpty("name")),
        template.source());
  }

  private static @Nullable SentFailurePolicy failurePolicy(@Nullable Fields policy) {
    return policy == null
        ? null
        : new SentFailurePolicy(
            policy.only(Set.of("rules")).each("rules", JobSpecReader::failureRule));
  }

  private static SentFailurePolicy.Rule failureRule(Fields rule) {
    rule.only(Set.of("action", "onExitCodes", "onPodConditions"));
    List<Fields> patterns = rule.objects("onPodConditions");
    return new SentFailurePolicy.Rule(
        rule.textOrEmpty("action"),
        exitCodes(rule.object("onExitCodes")),
        patterns == null ? null : patterns.stream().map(JobSpecReader::pattern).toList());
  }

  private static @Nullable ExitCodes exitCodes(@Nullable Fields codes) {
    if (codes == null) {
      return null;
    }
    codes.only(Set.of("containerName", "operator", "values"));
    return new ExitCodes(
        codes.text("containerName"), codes.textOrEmpty("operator"), codes.integers("values"));
  }

  private static Pattern pattern(Fields pattern) {
    pattern.only(Set.of("type", "status"));
    return new Pattern(pattern.textOrEmpty("type"), pattern.textOrEmpty("status"));
  }

  private static @Nullable SentSuccessPolicy successPolicy(@Nullable Fields policy) {
    return policy == null
        ? null
        : new SentSuccessPolicy(
            policy.only(Set.of("rules")).each("rules", JobSpecReader::successRule));
  }

  private static SentSuccessPolicy.Rule successRule(Fields rule) {
    rule.only(Set.of("succeededIndexes", "succeededCount"));
    return new SentSuccessPolicy.Rule(
        rule.text("succeededIndexes"), rule.integer("succeededCount"));
  }
}
