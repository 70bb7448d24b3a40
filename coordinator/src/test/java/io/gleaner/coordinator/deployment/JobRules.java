package io.gleaner.coordinator.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import io.gleaner.coordinator.deployment.Manifests.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What Jobs are like, so that Kubernetes and Gleaner agree about a Job's end. */
final class JobRules {
  static final List<Rule> ALL =
      List.of(
          jobs(
              "workers are a work queue: parallelism, no completions",
              job ->
                  !job.isWorker()
                      || (job.node().path("parallelism").asInt() > 0
                          && !job.node().has("completions")
                          && !job.node().has("completionMode")
                          && !job.node().has("successPolicy"))),
          jobs(
              "a container is not restarted in its pod",
              job -> job.node().at("/template/spec/restartPolicy").asText().equals("Never")),
          jobs("exit codes 2 and 3 fail the Job, and no others", job -> failing(job.node())),
          jobs("75 is ignored", job -> ignored(job.node(), "[75]")),
          jobs("disruptions are ignored", job -> disruptions(job.node())),
          jobs(
              "a Job ends and goes at last",
              job ->
                  job.node().has("backoffLimit")
                      && job.node().path("activeDeadlineSeconds").asInt() > 0
                      && job.node().has("ttlSecondsAfterFinished")));

  private JobRules() {}

  private static Rule jobs(String name, Predicate<Part> kept) {
    return new Rule(
        name,
        manifests ->
            manifests.jobs().stream().filter(job -> !kept.test(job)).map(job -> job.owner()));
  }

  private static boolean failing(JsonNode job) {
    return codes(job, "FailJob").equals(List.of("In [2,3]"));
  }

  private static boolean ignored(JsonNode job, String codes) {
    return codes(job, "Ignore").contains("In " + codes);
  }

  private static boolean disruptions(JsonNode job) {
    for (JsonNode rule : job.at("/podFailurePolicy/rules")) {
      if (rule.path("action").asText().equals("Ignore")
          && rule.at("/onPodConditions/0/type").asText().equals("DisruptionTarget")) {
        return true;
      }
    }
    return false;
  }

  private static List<String> codes(JsonNode job, String action) {
    List<String> codes = new ArrayList<>();
    for (JsonNode rule : job.at("/podFailurePolicy/rules")) {
      JsonNode exits = rule.path("onExitCodes");
      // A rule for one container only would leave the others out.
      if (rule.path("action").asText().equals(action)
          && exits.has("values")
          && !exits.has("containerName")) {
        codes.add(exits.path("operator").asText() + " " + exits.path("values"));
      }
    }
    return codes;
  }
}
