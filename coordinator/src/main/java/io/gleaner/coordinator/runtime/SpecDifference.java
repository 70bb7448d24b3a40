package io.gleaner.coordinator.runtime;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.gleaner.config.JobName;
import io.gleaner.failure.GleanerException;
import io.gleaner.ledger.JobSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells in which parameters a Job that is there differs from the one that was asked for. */
final class SpecDifference {
  private static final JsonFactory JSON = new JsonFactory();

  private SpecDifference() {}

  static GleanerException refusal(JobName job, JobSpec there, JobSpec asked) {
    return GleanerException.configuration(
        ("Job %s exists with other parameters: %s. Give the same ones to resume it,"
                + " or another name for a new job.")
            .formatted(job, String.join("; ", differences(there, asked))));
  }

  static List<String> differences(JobSpec there, JobSpec asked) {
    Map<String, String> before = parameters(there);
    Map<String, String> now = parameters(asked);
    Set<String> names = new LinkedHashSet<>(before.keySet());
    names.addAll(now.keySet());
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      String was = before.getOrDefault(name, "not set");
      String is = now.getOrDefault(name, "not set");
      if (!was.equals(is)) {
        differences.add(name + " is " + was + " there and " + is + " here");
      }
    }
    return differences;
  }

  private static Map<String, String> parameters(JobSpec spec) {
    Map<String, String> all = new LinkedHashMap<>(fields(spec.parameters()));
    all.put("lease", spec.leaseMillis() + " ms");
    all.put("max-attempts", String.valueOf(spec.retry().maxAttempts()));
    all.put("retry-delay", spec.retry().initialDelayMillis() + " ms");
    all.put("max-retry-delay", spec.retry().maxDelayMillis() + " ms");
    String onExit = spec.retry().failures().toString();
    all.put("on-exit", onExit.isEmpty() ? "not set" : onExit);
    all.put("max-failed-items", limit(spec.maxFailedItems(), ""));
    all.put("tolerate-failed-items", limit(spec.tolerateFailedItems(), ""));
    all.put("active-deadline", limit(spec.activeDeadlineMillis(), " ms"));
    all.put("max-waiting-results", limit(spec.maxWaitingResultBytes(), " bytes"));
    all.put("speculate", String.valueOf(spec.speculate()));
    return all;
  }

  private static String limit(long value, String unit) {
    return value == JobSpec.UNSET ? "not set" : value + unit;
  }

  /** The members of a JSON object, each as its JSON text; the whole text if it is none. */
  private static Map<String, String> fields(String parameters) {
    Map<String, String> fields = new LinkedHashMap<>();
    try (JsonParser json = JSON.createParser(parameters)) {
      if (json.nextToken() == JsonToken.START_OBJECT) {
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
          json.nextToken();
          int from = (int) json.currentTokenLocation().getCharOffset();
          json.skipChildren();
          json.finishToken();
          int to = (int) json.currentLocation().getCharOffset();
          fields.put(name, parameters.substring(from, to).strip());
        }
        return fields;
      }
    } catch (IOException e) {
      // Not ours; shown as it is.
      fields.clear();
    }
    fields.put("parameters", parameters);
    return fields;
  }
}
