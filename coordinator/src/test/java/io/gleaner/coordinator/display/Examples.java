package io.gleaner.coordinator.display;

import io.gleaner.coordinator.control.Event;
import io.gleaner.coordinator.control.Kind;
import io.gleaner.coordinator.control.ObjectKey;
import io.gleaner.coordinator.control.Owner;
import io.gleaner.coordinator.control.StoredObject;
import io.gleaner.coordinator.control.WorkerRecord;
import io.gleaner.coordinator.control.WorkerRecord.Phase;
import io.gleaner.coordinator.control.WorkerRecord.Run;
import io.gleaner.coordinator.job.Place;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** Objects and workers as a store has them, at fixed times. */
@NullMarked
final class Examples {
  static final Instant NOW = Instant.parse("2026-03-02T10:30:00Z");

  private Examples() {}

  static StoredObject object(Kind kind, String name, String spec, String status) {
    String manifest =
        "{\"apiVersion\":\"%s/v1\",\"kind\":\"%s\",\"metadata\":{\"name\":\"%s\",\"labels\":{\"a\":\"b\"}},\"spec\":%s}"
            .formatted(kind.group(), kind.text(), name, spec);
    return new StoredObject(
        new ObjectKey(kind, name),
        "uid-" + name,
        7,
        1,
        NOW.minusSeconds(90),
        manifest,
        status,
        null,
        null);
  }

  static StoredObject owned(StoredObject object, StoredObject by) {
    return new StoredObject(
        object.key(),
        object.uid(),
        object.resourceVersion(),
        object.generation(),
        object.createdAt(),
        object.manifest(),
        object.status(),
        by.asOwner(),
        null);
  }

  static final String TEMPLATE =
      "\"template\":{\"spec\":{\"restartPolicy\":\"Never\",\"containers\":[{\"name\":\"pi\","
          + "\"image\":\"perl:5.34.0\",\"command\":[\"perl\",\"-wle\",\"print 3\"]}]}}";

  static StoredObject pi() {
    return object(
        Kind.JOB,
        "pi",
        "{\"backoffLimit\":4," + TEMPLATE + "}",
        "{\"startTime\":\"2026-03-02T10:28:30Z\",\"completionTime\":\"2026-03-02T10:29:35Z\","
            + "\"succeeded\":1,\"conditions\":[{\"type\":\"Complete\",\"status\":\"True\","
            + "\"reason\":\"CompletionsReached\",\"message\":\"Reached expected number of succeeded"
            + " pods\",\"lastTransitionTime\":\"2026-03-02T10:29:35Z\"}],"
            + "\"controller\":{\"settled\":[]}}");
  }

  static List<Event> told() {
    String from = "job-controller";
    return List.of(
        new Event(
            Event.Type.WARNING,
            "FailedCreate",
            from,
            "Error creating: no",
            NOW.minusSeconds(60),
            NOW.minusSeconds(25),
            3),
        Event.of(
            Event.Type.NORMAL,
            from,
            "SuccessfulCreate",
            "Created pod: pi-x",
            NOW.minusSeconds(90)));
  }

  static StoredObject queue() {
    return object(
        Kind.WORK_QUEUE_JOB,
        "queue-of-thumbs",
        "{\"parallelism\":4," + TEMPLATE + "}",
        "{\"startTime\":\"2026-03-02T10:28:30Z\",\"active\":4,\"ready\":4}");
  }

  static StoredObject hello() {
    return object(
        Kind.CRON_JOB,
        "hello",
        "{\"schedule\":\"* * * * *\",\"jobTemplate\":{\"spec\":{" + TEMPLATE + "}}}",
        "{\"lastScheduleTime\":\"2026-03-02T10:29:00Z\",\"active\":[{\"name\":\"hello-1\"}]}");
  }

  static WorkerRecord worker(StoredObject job, String suffix, Phase phase, @Nullable Run run) {
    return new WorkerRecord(
        job.key().name() + "-" + suffix,
        "w-" + suffix,
        new Owner(job.key(), job.uid()),
        0,
        Place.ANY,
        NOW.minusSeconds(85),
        null,
        "here",
        "/logs/" + suffix,
        phase,
        phase == Phase.BACKING_OFF ? 2 : 0,
        run);
  }

  static Run run(@Nullable Integer code) {
    return new Run(
        4711, "t", NOW.minusSeconds(80), code == null ? null : NOW.minusSeconds(25), code);
  }
}
