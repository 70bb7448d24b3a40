package io.gleaner.faults.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/** A namespace of the cluster that KUBECONFIG names, with a RabbitMQ and a Redis in it. */
final class Namespace implements AutoCloseable {
  static final String WORKER_IMAGE =
      System.getenv().getOrDefault("GLEANER_TEST_WORKER_IMAGE", "gleaner-worker:e2e");

  static final String PASSWORD = "s3cret-" + random();

  private static final String SERVERS =
      """
      apiVersion: v1
      kind: List
      items:
      - apiVersion: v1
        kind: Pod
        metadata: {name: rabbitmq, labels: {app: rabbitmq}}
        spec:
          containers:
          - name: rabbitmq
            image: rabbitmq:4-management
            imagePullPolicy: IfNotPresent
            env:
            - {name: RABBITMQ_DEFAULT_USER, value: gleaner}
            - {name: RABBITMQ_DEFAULT_PASS, value: PASSWORD}
            readinessProbe: {tcpSocket: {port: 5672}}
      - apiVersion: v1
        kind: Service
        metadata: {name: rabbitmq}
        spec: {selector: {app: rabbitmq}, ports: [{port: 5672}]}
      - apiVersion: v1
        kind: Pod
        metadata: {name: redis, labels: {app: redis}}
        spec:
          containers:
          - name: redis
            image: redis:8
            imagePullPolicy: IfNotPresent
            args: [redis-server, --appendonly, "yes", --appendfsync, always, --requirepass, PASSWORD]
            readinessProbe: {tcpSocket: {port: 6379}}
      - apiVersion: v1
        kind: Service
        metadata: {name: redis}
        spec: {selector: {app: redis}, ports: [{port: 6379}]}
      """;

  private final String name = "gleaner-launch-" + random();
  private final Path folder;

  Namespace(Path folder) {
    this.folder = folder;
  }

  /** Skips a test where there is no cluster, or fails it where one was promised. */
  static void required() {
    missing()
        .ifPresent(
            why -> {
              boolean promised =
                  System.getenv().getOrDefault("GLEANER_TEST_BACKENDS", "").contains("kubernetes");
              assertThat(promised)
                  .as("GLEANER_TEST_BACKENDS promises kubernetes: " + why)
                  .isFalse();
              Assumptions.abort(why);
            });
  }

  /** Why there is no cluster to test on; empty if there is one. */
  private static Optional<String> missing() {
    if (System.getenv().getOrDefault("KUBECONFIG", "").isEmpty()) {
      return Optional.of("KUBECONFIG is not set");
    }
    try {
      return run("", List.of("kubectl", "get", "--raw", "/readyz")).code() == 0
          ? Optional.empty()
          : Optional.of("no cluster answers");
    } catch (UncheckedIOException e) {
      return Optional.of("there is no kubectl");
    }
  }

  String name() {
    return name;
  }

  void prepare() {
    run("", List.of("kubectl", "create", "namespace", name)).orThrow();
    apply(SERVERS.replace("PASSWORD", PASSWORD));
    Awaitility.await()
        .atMost(Duration.ofMinutes(5))
        .until(() -> kubectl("get", "pods").lines().filter(l -> l.contains("1/1")).count() == 2);
  }

  void apply(String manifest) {
    run(manifest, List.of("kubectl", "-n", name, "apply", "--validate=false", "-f", "-")).orThrow();
  }

  String kubectl(String... words) {
    List<String> command = new ArrayList<>(List.of("kubectl", "-n", name));
    command.addAll(List.of(words));
    return run("", command).orThrow();
  }

  /** The variables that name its servers, to this machine and to pods. */
  Map<String, String> servers() {
    return Map.of(
        "GLEANER_BROKER",
        "amqp://gleaner:" + PASSWORD + "@" + address("rabbitmq") + ":5672",
        "GLEANER_LEDGER",
        "redis://:" + PASSWORD + "@" + address("redis") + ":6379",
        "GLEANER_CLUSTER_BROKER",
        inside("rabbitmq"),
        "GLEANER_CLUSTER_LEDGER",
        inside("redis"));
  }

  private String inside(String service) {
    return service + "." + name + ".svc.cluster.local";
  }

  private String address(String service) {
    return kubectl("get", "service", service, "-o", "jsonpath={.spec.clusterIP}");
  }

  /** A kubeconfig of a service account, which may do what its Role says. */
  Path kubeconfigOf(String account) throws IOException {
    String secret = kubectl("get", "sa", account, "-o", "jsonpath={.secrets[0].name}");
    String token =
        kubectl("get", "secret", secret, "-o", "go-template={{.data.token | base64decode}}");
    String server =
        kubectl("config", "view", "--minify", "-o", "jsonpath={.clusters[0].cluster.server}");
    return Files.writeString(
        folder.resolve(account + ".kubeconfig"),
        """
        apiVersion: v1
        kind: Config
        clusters: [{name: c, cluster: {server: "%s", insecure-skip-tls-verify: true}}]
        users: [{name: u, user: {token: "%s"}}]
        contexts: [{name: x, context: {cluster: c, user: u}}]
        current-context: x
        """
            .formatted(server, token));
  }

  /**
   * The kubeconfig of KUBECONFIG with one context more, which is the current one and at whose
   * address nothing listens. The other one is named {@code real}.
   */
  Path kubeconfigWithCurrentContextToNowhere() throws IOException {
    Path copy = folder.resolve("two-contexts.kubeconfig");
    Files.writeString(copy, kubectl("config", "view", "--minify", "--flatten", "--raw"));
    config(copy, "rename-context", config(copy, "current-context").strip(), "real");
    config(copy, "set-cluster", "nowhere", "--server=https://127.0.0.1:1");
    config(copy, "set-context", "nowhere", "--cluster=nowhere");
    config(copy, "use-context", "nowhere");
    return copy;
  }

  private static String config(Path kubeconfig, String... words) {
    // Without a namespace: set-context has an option of that name for itself.
    List<String> all = new ArrayList<>(List.of("kubectl", "--kubeconfig", kubeconfig.toString()));
    all.add("config");
    all.addAll(List.of(words));
    return run("", all).orThrow();
  }

  @Override
  public void close() {
    run("", List.of("kubectl", "delete", "namespace", name, "--wait=false"));
  }

  /** What a program did. */
  record Ended(int code, String out, String err) {
    String orThrow() {
      assertThat(code).as(err).isZero();
      return out;
    }
  }

  private static Ended run(String input, List<String> command) {
    try {
      Process process = new ProcessBuilder(command).start();
      process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().close();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor(1, TimeUnit.MINUTES);
      return new Ended(process.exitValue(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String random() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
  }
}
