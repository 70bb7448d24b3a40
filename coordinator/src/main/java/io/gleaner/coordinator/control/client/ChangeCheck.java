package io.gleaner.coordinator.control.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gleaner.coordinator.control.Kind;
import io.gleaner.coordinator.control.StoredObject;
import io.gleaner.coordinator.cron.CronJobValidation;
import io.gleaner.coordinator.cron.FieldError;
import io.gleaner.coordinator.job.JobStatus;
import io.gleaner.coordinator.job.json.JobSpecReader;
import io.gleaner.coordinator.job.json.JobStatusJson;
import io.gleaner.coordinator.job.json.TemplateChange;
import io.gleaner.coordinator.job.manifest.Defaulting;
import io.gleaner.coordinator.job.manifest.SentSpec;
import io.gleaner.coordinator.job.manifest.UpdateValidation;
import io.gleaner.coordinator.job.manifest.Validation;
import io.gleaner.coordinator.job.manifest.ValidationError;
import io.gleaner.coordinator.manifest.CronJobCheck;
import io.gleaner.coordinator.manifest.WorkQueueReader;
import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What is refused of a change, in the API server's words. */
final class ChangeCheck {
  /** What never changes of a WorkQueueJob, beside what never does of a Job. */
  private static final Set<String> OWN_FIELDS =
      Set.of(
          "handler",
          "items",
          "lease",
          "maxAttempts",
          "maxFailedItems",
          "maxItemBytes",
          "maxRetryDelay",
          "maxWaitingResultBytes",
          "onExit",
          "retryDelay",
          "speculate",
          "tolerateFailedItems");

  private ChangeCheck() {}

  /** Throws if the object must not become that. */
  static void check(StoredObject there, ObjectNode wanted) {
    String name = there.key().name();
    if (there.deletion() != null) {
      throw refusal(there.key() + " is being deleted: wait until it is gone, then apply again.");
    }
    ObjectNode after = (ObjectNode) wanted.path("spec");
    JsonNode before = before(there, after);
    switch (there.key().kind()) {
      case JOB -> refuse(name, UpdateValidation.errors(name, job(before), job(after)));
      case WORK_QUEUE_JOB -> {
        List<ValidationError> errors =
            new ArrayList<>(
                UpdateValidation.errors(
                    name,
                    WorkQueueReader.read((ObjectNode) before).job(),
                    WorkQueueReader.read(after).job()));
        OWN_FIELDS.stream()
            .sorted()
            .filter(field -> !before.path(field).equals(after.path(field)))
            .forEach(f -> errors.add(new ValidationError("spec." + f, "field is immutable")));
        refuse(name, errors);
      }
      case CRON_JOB -> {
        List<FieldError> errors =
            CronJobValidation.ofChanged(
                CronJobCheck.fields(name, after),
                CronJobCheck.fields(name, (ObjectNode) before).spec());
        if (!errors.isEmpty()) {
          throw refusal(CronJobValidation.message(name, errors));
        }
      }
    }
  }

  /** The spec as it is, but for what may change while the Job is suspended. */
  private static JsonNode before(StoredObject there, ObjectNode after) {
    JsonNode spec = Changing.parse(there).path("spec");
    if (there.key().kind() == Kind.CRON_JOB || !spec.path("suspend").asBoolean(false)) {
      return spec;
    }
    JobStatus status = JobStatusJson.read(Changing.parse(there.status(), there.key()));
    return TemplateChange.isOpen(status) ? TemplateChange.carried(spec, after) : spec;
  }

  /** Throws if a Job must not be created of that name and spec. */
  static void checkNew(String name, JsonNode spec) {
    refuse(name, Validation.errors(name, job(spec)));
  }

  private static SentSpec job(JsonNode spec) {
    return Defaulting.fill(JobSpecReader.read("spec", spec));
  }

  private static void refuse(String name, List<ValidationError> errors) {
    if (!errors.isEmpty()) {
      throw refusal(ValidationError.answer(name, errors));
    }
  }

  private static GleanerException refusal(String sentence) {
    return new GleanerException(ErrorKind.PERMANENT, sentence);
  }
}
