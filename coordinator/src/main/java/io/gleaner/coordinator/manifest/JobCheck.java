package io.gleaner.coordinator.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gleaner.coordinator.job.json.JobSpecReader;
import io.gleaner.coordinator.job.manifest.Defaulting;
import io.gleaner.coordinator.job.manifest.Validation;
import io.gleaner.coordinator.job.manifest.ValidationError;
import io.gleaner.coordinator.manifest.tree.Node.Mapping;
import io.gleaner.coordinator.manifest.tree.TreeJson;

/** The rules of a Job, and of the Job in a CronJob. Its fields are known to be of their types. */
final class JobCheck {
  /** The Jobs of a CronJob are not named yet; their names are checked with the CronJob's. */
  private static final String UNNAMED = "job";

  private final Findings findings;
  private final Mapping object;

  JobCheck(Findings findings, Mapping object) {
    this.findings = findings;
    this.object = object;
  }

  void job(String name) {
    Mapping spec = Paths.mapping(object, "spec").orElseThrow();
    spec(name, TreeJson.object(spec), "spec");
    selector(spec, "spec");
    PodMeaning.check(
        findings, Paths.mapping(spec, "template").orElseThrow(), "spec.template", true);
  }

  void template(Mapping template, String path) {
    Paths.mapping(template, "metadata")
        .ifPresent(metadata -> PodMeaning.metadata(findings, metadata, path + ".metadata"));
    Mapping spec = Paths.mapping(template, "spec").orElseThrow();
    spec(UNNAMED, TreeJson.object(spec), path + ".spec");
    selector(spec, path + ".spec");
    PodMeaning.check(
        findings, Paths.mapping(spec, "template").orElseThrow(), path + ".spec.template", true);
  }

  /**
   * The API server's rules.
   *
   * @param path where the spec is; its errors are told with that path
   */
  void spec(String name, ObjectNode spec, String path) {
    for (ValidationError error :
        Validation.errors(name, Defaulting.fill(JobSpecReader.read(path, spec)))) {
      String field =
          error.field().startsWith("spec.") ? path + error.field().substring(4) : error.field();
      findings.problem(object, field, error.message());
    }
  }

  /** Workers belong to the Job that started them, whatever their labels. */
  private void selector(Mapping spec, String path) {
    spec.entry("selector")
        .filter(entry -> !Paths.saysNothing(entry.value()))
        .ifPresent(entry -> findings.ignored(entry.at(), path + ".selector"));
  }
}
