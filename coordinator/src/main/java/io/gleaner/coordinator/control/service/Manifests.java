package io.gleaner.coordinator.control.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gleaner.coordinator.control.Program;
import io.gleaner.coordinator.cron.CronJobFields;
import io.gleaner.coordinator.cron.CronJobSpec;
import io.gleaner.coordinator.job.JobSpec;
import io.gleaner.coordinator.job.json.JobSpecReader;
import io.gleaner.coordinator.job.manifest.Defaulting;
import io.gleaner.coordinator.job.manifest.Resolving;
import io.gleaner.failure.GleanerException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads manifests that were validated when they were applied. */
final class Manifests {
  /** Kubernetes' default terminationGracePeriodSeconds. */
  static final long DEFAULT_GRACE_SECONDS = 30;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** A variable as Kubernetes replaces it in command and args; two dollars stand for one. */
  private static final Pattern REFERENCE = Pattern.compile("\\$\\$|\\$\\(([^)]*)\\)");

  private Manifests() {}

  static JsonNode parse(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw GleanerException.configuration("A stored object is no JSON: " + e.getOriginalMessage());
    }
  }

  static JobSpec jobSpec(JsonNode manifest) {
    return Resolving.spec(Defaulting.fill(JobSpecReader.read("spec", manifest.path("spec"))));
  }

  /** The first container of a Job's template. */
  static Program program(JsonNode manifest) {
    Program program = container(manifest);
    if (program.command().isEmpty()) {
      throw GleanerException.configuration(
          "The container %s has no command, and there is no image to ask for one."
              .formatted(program.container()));
    }
    return program;
  }

  /** The same of a WorkQueueJob, whose command is each item's; a Java handler has none. */
  static Program container(JsonNode manifest) {
    JsonNode pod = manifest.path("spec").path("template").path("spec");
    JsonNode container = pod.path("containers").path(0);
    Map<String, String> env = new LinkedHashMap<>();
    for (JsonNode variable : container.path("env")) {
      env.put(variable.path("name").asText(), expand(variable.path("value").asText(""), env));
    }
    // Without an image to ask for its entry point, args alone are the command.
    List<String> command = new ArrayList<>();
    container.path("command").forEach(word -> command.add(expand(word.asText(), env)));
    container.path("args").forEach(word -> command.add(expand(word.asText(), env)));
    return new Program(
        container.path("name").asText(),
        command,
        env,
        container.path("workingDir").isTextual() ? container.path("workingDir").asText() : null,
        pod.path("terminationGracePeriodSeconds").asLong(DEFAULT_GRACE_SECONDS));
  }

  /** Kubernetes' expansion: what is no known variable stays as it is. */
  static String expand(String text, Map<String, String> env) {
    return REFERENCE
        .matcher(text)
        .replaceAll(
            found -> {
              String name = found.group(1);
              String value = name == null ? "$" : env.get(name);
              return Matcher.quoteReplacement(value == null ? found.group() : value);
            });
  }

  static CronJobSpec cronSpec(String name, JsonNode manifest) {
    JsonNode spec = manifest.path("spec");
    return new CronJobFields(
            name,
            text(spec, "schedule"),
            text(spec, "timeZone"),
            spec.hasNonNull("startingDeadlineSeconds")
                ? spec.get("startingDeadlineSeconds").longValue()
                : null,
            text(spec, "concurrencyPolicy"),
            spec.path("suspend").booleanValue(),
            integer(spec, "successfulJobsHistoryLimit"),
            integer(spec, "failedJobsHistoryLimit"))
        .spec();
  }

  private static @Nullable String text(JsonNode json, String name) {
    return json.hasNonNull(name) ? json.get(name).asText() : null;
  }

  private static @Nullable Integer integer(JsonNode json, String name) {
    return json.hasNonNull(name) ? json.get(name).intValue() : null;
  }
}
