package io.gleaner.coordinator.conformance.cron;

import com.fasterxml.jackson.databind.JsonNode;
import io.gleaner.coordinator.conformance.cron.Timeline.Entry;
import io.gleaner.coordinator.conformance.cron.Timeline.Patched;
import io.gleaner.coordinator.conformance.cron.Timeline.Seen;
import io.gleaner.coordinator.cron.CronJobFields;
import io.gleaner.coordinator.cron.CronJobValidation;
import io.gleaner.coordinator.cron.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads a timeline, and refuses what it does not know. */
final class TimelineReader {
  /** The name that every recorded CronJob has. */
  static final String NAME = "hello";

  /** The name of a Job, up to its minutes after T0, which may be negative. */
  private static final String JOB = NAME + "-T";

  private static final String SUSPENDED = "Suspended";
  private static final Set<String> STATES =
      Set.of(SeenState.RUNNING, SeenState.COMPLETE, SeenState.FAILED);

  private TimelineReader() {}

  static Timeline read(JsonNode root) {
    JsonFields fields = new JsonFields("the recording", root);
    fields.text("name");
    fields.text("about");
    long podRuns = fields.millis("podRuns");
    boolean podsSucceed = fields.required("podsSucceed", fields.truth("podsSucceed"));
    JsonNode spec = fields.required("spec", fields.node("spec"));
    JobCourse course = JobCourse.read(fields.node("jobSpec"), podRuns, podsSucceed);
    long createdAt = fields.millis("createdAt");
    checkDefaults(spec, fields.required("defaulted", fields.node("defaulted")));
    List<Entry> entries = new ArrayList<>();
    long last = Long.MIN_VALUE;
    for (JsonNode event : fields.list("events")) {
      Entry entry = entry(entries.size(), event, course);
      if (entry.at() < last) {
        throw new MalformedRecordingException(
            "event " + (entries.size() + 1) + " is earlier than the one before it");
      }
      last = entry.at();
      entries.add(entry);
    }
    fields.nothingElse();
    return new Timeline(spec, createdAt, course, List.copyOf(entries));
  }

  private static void checkDefaults(JsonNode sent, JsonNode stored) {
    CronJobFields fields = SpecReader.read(NAME, "spec", sent);
    List<FieldError> errors = CronJobValidation.ofNew(fields);
    if (!errors.isEmpty()) {
      throw new MalformedRecordingException(
          "the spec was accepted, here it is not: " + CronJobValidation.message(NAME, errors));
    }
    CronJobFields defaulted = SpecReader.readDefaulted(NAME, "defaulted", stored);
    if (!fields.spec().equals(defaulted.spec())) {
      throw new MalformedRecordingException(
          "with its defaults the spec is " + stored + ", here " + fields.spec());
    }
  }

  private static Entry entry(int index, JsonNode event, JobCourse course) {
    JsonFields fields = new JsonFields("event " + (index + 1), event);
    long at = fields.millis("t");
    Entry entry;
    if (fields.has("patch")) {
      entry = new Patched(at, fields.required("patch", fields.node("patch")));
    } else {
      SortedMap<Long, String> jobs = jobs(fields.required("jobs", fields.node("jobs")), course);
      int active = fields.required("active", fields.wholeInt("active"));
      Long lastScheduleTime = fields.whole("lastScheduleTime");
      boolean succeeded = fields.required("succeededOnce", fields.truth("succeededOnce"));
      entry = new Seen(at, new SeenState(jobs, active, lastScheduleTime, succeeded));
    }
    fields.nothingElse();
    return entry;
  }

  private static SortedMap<Long, String> jobs(JsonNode node, JobCourse course) {
    JsonFields fields = new JsonFields("jobs", node);
    SortedMap<Long, String> jobs = new TreeMap<>();
    node.fieldNames()
        .forEachRemaining(
            name -> {
              String state = fields.required(name, fields.text(name));
              if (course.suspended() && state.equals(SUSPENDED)) {
                state = SeenState.RUNNING;
              }
              if (!STATES.contains(state)) {
                throw new MalformedRecordingException(
                    "Job " + name + " is in an unknown state: " + state);
              }
              jobs.put(minute(name), state);
            });
    return jobs;
  }

  private static long minute(String name) {
    // T+2, and T-1 or T+-1.
    String minutes = name.startsWith(JOB) ? name.substring(JOB.length()).replace("+-", "-") : "";
    if (!minutes.matches("[+-][0-9]{1,6}")) {
      throw new MalformedRecordingException("no Job is called " + name);
    }
    return Long.parseLong(minutes);
  }
}
