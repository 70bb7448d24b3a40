package io.gleaner.coordinator.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.gleaner.coordinator.launch.cluster.ClusterJobState;
import io.gleaner.ledger.JobSummary;
import io.gleaner.ledger.WorkerInfo;
import io.gleaner.ledger.WorkerRecord;
import io.gleaner.queue.QueueAdmin;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What {@code gleaner status} shows.
 *
 * @param job the Job
 * @param queue its queue's messages, if the broker could be asked
 * @param cluster the Kubernetes Job of its workers, if there is one that could be asked
 */
record StatusReport(
    JobSummary job, QueueAdmin.@Nullable Depth queue, @Nullable ClusterJobState cluster) {
  String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("job", job.job());
      json.writeStringField("uid", job.uid());
      json.writeStringField("phase", Verdict.phase(job));
      json.writeStringField("reason", job.view().reason());
      json.writeFieldName("total");
      if (job.total() < 0) {
        json.writeNull();
      } else {
        json.writeNumber(job.total());
      }
      json.writeNumberField("filled", job.mark());
      json.writeNumberField("done", job.done());
      json.writeNumberField("failed", job.failed());
      json.writeNumberField("running", job.running());
      json.writeNumberField("retries", job.retries());
      json.writeNumberField("waitingResults", job.waitingResults());
      json.writeNumberField("waitingResultBytes", job.waitingResultBytes());
      json.writeBooleanField("quiescent", job.view().quiescent());
      json.writeBooleanField("suspended", job.view().suspended());
      json.writeStringField("leader", job.leader());
      if (cluster != null) {
        json.writeStringField("cluster", said(cluster));
      }
      json.writeFieldName("queue");
      writeQueue(json);
      json.writeArrayFieldStart("workers");
      for (WorkerRecord worker : job.workers()) {
        writeWorker(json, worker);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return text + "\n";
  }

  private void writeQueue(JsonGenerator json) throws IOException {
    if (queue == null) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    json.writeNumberField("items", queue.items());
    json.writeNumberField("returned", queue.returned());
    json.writeNumberField("foreign", queue.foreign());
    json.writeEndObject();
  }

  private void writeWorker(JsonGenerator json, WorkerRecord worker) throws IOException {
    WorkerInfo info = worker.info();
    json.writeStartObject();
    json.writeStringField("id", info.id());
    json.writeStringField("host", info.host());
    json.writeNumberField("pid", info.pid());
    json.writeStringField("state", info.state());
    json.writeNumberField("done", info.done());
    json.writeNumberField("running", info.running());
    json.writeNumberField("seenMillisAgo", Math.max(0, job.now() - worker.seenAt()));
    json.writeEndObject();
  }

  String table() {
    StringBuilder text = new StringBuilder();
    String reason = job.view().reason().isEmpty() ? "" : " (" + job.view().reason() + ")";
    row(text, "job", job.job());
    row(text, "phase", Verdict.phase(job) + reason);
    row(
        text,
        "items",
        job.total() < 0 ? job.mark() + " so far, not sealed" : String.valueOf(job.total()));
    row(text, "done", String.valueOf(job.done()));
    row(text, "failed", String.valueOf(job.failed()));
    row(text, "running", String.valueOf(job.running()));
    row(text, "retries", String.valueOf(job.retries()));
    row(
        text,
        "results",
        "%d waiting (%d bytes)".formatted(job.waitingResults(), job.waitingResultBytes()));
    if (queue != null) {
      row(text, "queue", queue.items() + " ready");
      if (queue.foreign() + queue.returned() > 0) {
        row(
            text,
            "set aside",
            "%d messages that are not this job's, %d that the broker returned"
                .formatted(queue.foreign(), queue.returned()));
      }
    }
    if (cluster != null) {
      row(text, "cluster", said(cluster));
    }
    workers(text);
    return text.toString();
  }

  private static String said(ClusterJobState cluster) {
    if (!cluster.there()) {
      return "the Kubernetes Job is gone";
    }
    return cluster.failure().map(reason -> "Failed (" + reason + ")").orElse("")
        + (cluster.failure().isPresent() ? "" : cluster.active() + " pods")
        + (cluster.suspended() ? ", suspended" : "");
  }

  private void workers(StringBuilder text) {
    String format = "%-24s %-20s %8s %-12s %8s %8s%n";
    text.append(System.lineSeparator());
    text.append(
        String.format(Locale.ROOT, format, "WORKER", "HOST", "PID", "STATE", "DONE", "RUNNING"));
    for (WorkerRecord worker : job.workers()) {
      WorkerInfo info = worker.info();
      text.append(
          String.format(
              Locale.ROOT,
              format,
              info.id(),
              info.host(),
              info.pid(),
              info.state(),
              info.done(),
              info.running()));
    }
  }

  private static void row(StringBuilder text, String name, String value) {
    text.append(String.format(Locale.ROOT, "%-10s %s%n", name, value));
  }
}
