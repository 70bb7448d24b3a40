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

/** An API server with one Job, which it shows and patches. Old ones do not know suspension. */
final class FakeApiServer implements AutoCloseable {
  private final HttpServer server;
  private final boolean suspends;
  private final List<String> patches = new ArrayList<>();
  private final Job job;

  FakeApiServer(Job job, boolean suspends) throws IOException {
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

  synchronized Job job() {
    return job;
  }

  synchronized List<String> patches() {
    return List.copyOf(patches);
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean known =
          exchange.getRequestURI().getPath().equals("/apis/batch/v1/namespaces/batch/jobs/thumbs");
      if (known && exchange.getRequestMethod().equals("PATCH")) {
        patch(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      }
      byte[] body =
          (known ? Serialization.asJson(job) : "{\"kind\":\"Status\",\"code\":404}")
              .getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(known ? 200 : 404, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** A merge of the fields that are ever patched. */
  private void patch(String text) {
    patches.add(text);
    Job patch = Serialization.unmarshal(text, Job.class);
    if (suspends && patch.getSpec().getSuspend() != null) {
      job.getSpec().setSuspend(patch.getSpec().getSuspend());
    }
    if (patch.getSpec().getParallelism() != null) {
      job.getSpec().setParallelism(patch.getSpec().getParallelism());
    }
    if (patch.getMetadata() != null && patch.getMetadata().getAnnotations() != null) {
      Map<String, String> annotations = new HashMap<>(job.getMetadata().getAnnotations());
      annotations.putAll(patch.getMetadata().getAnnotations());
      annotations.values().removeIf(value -> value == null);
      job.getMetadata().setAnnotations(annotations);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
