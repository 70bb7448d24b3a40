package io.gleaner.coordinator.launch.kubernetes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.gleaner.coordinator.launch.cluster.ClusterAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An API server with at most one Job, which it makes, shows, patches and deletes; pods and events
 * are what a test says, and everything is allowed. Old ones do not know suspension.
 */
final class FakeApiServer implements AutoCloseable {
  private static final String JOBS = "/apis/batch/v1/namespaces/batch/jobs";
  private static final String CORE = "/api/v1/namespaces/batch/";
  private static final String REVIEWS = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";

  private final HttpServer server;
  private final boolean suspends;
  private final List<String> requests = new ArrayList<>();
  private final List<String> patches = new ArrayList<>();
  private @Nullable Job job;
  private @Nullable String refusal;
  private List<String> pods = List.of();
  private List<String> events = List.of();
  private int made;

  FakeApiServer(@Nullable Job job, boolean suspends) throws IOException {
    this.job = job;
    this.suspends = suspends;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /** A kubeconfig for it, in a folder. */
  ClusterAddress address(Path folder) throws IOException {
    Path kubeconfig =
        Files.writeString(
            folder.resolve("kubeconfig"),
            """
            apiVersion: v1
            kind: Config
            clusters: [{name: c, cluster: {server: "http://127.0.0.1:%d"}}]
            users: [{name: u, user: {token: t}}]
            contexts: [{name: x, context: {cluster: c, user: u, namespace: batch}}]
            current-context: x
            """
                .formatted(server.getAddress().getPort()));
    return new ClusterAddress(kubeconfig, null, null);
  }

  synchronized @Nullable Job job() {
    return job;
  }

  synchronized List<String> patches() {
    return List.copyOf(patches);
  }

  /** How often something was asked for, as {@code POST jobs}. */
  synchronized long asked(String request) {
    return requests.stream().filter(request::equals).count();
  }

  /** From now on no Job is made, for this reason. */
  synchronized void refuse(String reason) {
    refusal = reason;
  }

  /** What there is from now on, as JSON. */
  synchronized void show(List<String> ofPods, List<String> ofEvents) {
    pods = List.copyOf(ofPods);
    events = List.copyOf(ofEvents);
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String what = path.replace(JOBS, "jobs").replace(CORE, "").replace(REVIEWS, "reviews");
      String request = exchange.getRequestMethod() + " " + what;
      boolean dry = String.valueOf(exchange.getRequestURI().getQuery()).contains("dryRun");
      requests.add(dry ? request + " (dry)" : request);
      String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Answer answer = answer(request, text, dry);
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer.code(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private Answer answer(String request, String body, boolean dry) {
    return switch (request) {
      case "POST reviews" -> new Answer(201, "{\"status\":{\"allowed\":true}}");
      case "GET pods" -> list("PodList", pods);
      case "GET events" -> list("EventList", events);
      case "POST jobs" -> create(body, dry);
      case "PATCH secrets/thumbs-servers" -> new Answer(200, body);
      case "GET jobs/thumbs", "PATCH jobs/thumbs", "DELETE jobs/thumbs" -> one(request, body);
      default -> status(404, "NotFound", "there is no " + request);
    };
  }

  private Answer one(String request, String body) {
    Job there = job;
    if (there == null) {
      return status(404, "NotFound", "jobs.batch \"thumbs\" not found");
    }
    if (request.startsWith("PATCH")) {
      patch(there, body);
    } else if (request.startsWith("DELETE")) {
      job = null;
    }
    return new Answer(200, Serialization.asJson(there));
  }

  private Answer create(String body, boolean dry) {
    if (refusal != null) {
      return status(403, "Forbidden", refusal);
    }
    Job wanted = Serialization.unmarshal(body, Job.class);
    wanted.getMetadata().setUid("made-" + (dry ? "dry" : ++made));
    if (!dry) {
      job = wanted;
    }
    return new Answer(201, Serialization.asJson(wanted));
  }

  private static Answer list(String kind, List<String> items) {
    return new Answer(
        200,
        "{\"apiVersion\":\"v1\",\"kind\":\"%s\",\"metadata\":{},\"items\":[%s]}"
            .formatted(kind, String.join(",", items)));
  }

  private static Answer status(int code, String reason, String message) {
    return new Answer(
        code,
        ("{\"apiVersion\":\"v1\",\"kind\":\"Status\",\"status\":\"Failure\",\"code\":%d,"
                + "\"reason\":\"%s\",\"message\":\"%s\"}")
            .formatted(code, reason, message.replace("\"", "\\\"")));
  }

  /** A merge of the fields that are ever patched. */
  private void patch(Job there, String text) {
    patches.add(text);
    Job patch = Serialization.unmarshal(text, Job.class);
    if (suspends && patch.getSpec().getSuspend() != null) {
      there.getSpec().setSuspend(patch.getSpec().getSuspend());
    }
    if (patch.getSpec().getParallelism() != null) {
      there.getSpec().setParallelism(patch.getSpec().getParallelism());
    }
    if (patch.getMetadata() != null && patch.getMetadata().getAnnotations() != null) {
      Map<String, String> annotations = new HashMap<>(there.getMetadata().getAnnotations());
      annotations.putAll(patch.getMetadata().getAnnotations());
      annotations.values().removeIf(value -> value == null);
      there.getMetadata().setAnnotations(annotations);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private record Answer(int code, String body) {}
}
