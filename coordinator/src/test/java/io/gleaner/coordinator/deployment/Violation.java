package io.gleaner.coordinator.deployment;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;

/** Something wrong, planted in manifests that are right, and the rule that has to object. */
record Violation(String name, String rule, Consumer<Manifests> planting) {
  private static final String POD = "/spec/template/spec";
  private static final String CONTAINER = POD + "/containers/0";

  static List<Violation> all() {
    return List.of(
        worker("completions", "work queue", "/spec", job -> job.put("completions", 4)),
        worker("no parallelism", "work queue", "/spec", job -> job.remove("parallelism")),
        worker("Indexed", "work queue", "/spec", job -> job.put("completionMode", "Indexed")),
        worker("OnFailure", "not restarted", POD, pod -> pod.put("restartPolicy", "OnFailure")),
        worker("no policy", "2 and 3", "/spec", job -> job.remove("podFailurePolicy")),
        worker(
            "1 fails the Job",
            "2 and 3",
            "/spec/podFailurePolicy/rules/0/onExitCodes",
            codes -> codes.putArray("values").add(1).add(2).add(3)),
        worker(
            "a rule for one container",
            "2 and 3",
            "/spec/podFailurePolicy/rules/0/onExitCodes",
            codes -> codes.put("containerName", "other")),
        worker(
            "75 counts",
            "75",
            "/spec/podFailurePolicy/rules/1",
            rule -> rule.put("action", "Count")),
        worker(
            "disruptions count",
            "disruptions",
            "/spec/podFailurePolicy/rules/2",
            rule -> rule.put("action", "Count")),
        worker("no deadline", "ends", "/spec", job -> job.remove("activeDeadlineSeconds")),
        worker("kept for ever", "ends", "/spec", job -> job.remove("ttlSecondsAfterFinished")),
        worker("root", "no root", POD + "/securityContext", c -> c.put("runAsUser", 0)),
        worker("any user", "no root", POD + "/securityContext", c -> c.remove("runAsNonRoot")),
        worker("unfiltered", "no root", POD + "/securityContext", c -> c.remove("seccompProfile")),
        worker("node's network", "of its node", POD, pod -> pod.put("hostNetwork", true)),
        worker(
            "node's files",
            "of its node",
            POD,
            pod ->
                ((ArrayNode) pod.path("volumes"))
                    .addObject()
                    .put("name", "node")
                    .putObject("hostPath")
                    .put("path", "/")),
        worker(
            "token",
            "a worker has no token",
            POD,
            p -> p.put("automountServiceAccountToken", true)),
        worker("token by default", "nobody", POD, p -> p.remove("automountServiceAccountToken")),
        worker("default account", "of their own", POD, pod -> pod.remove("serviceAccountName")),
        worker(
            "killed while draining",
            "longer than its drain",
            POD,
            pod -> pod.put("terminationGracePeriodSeconds", 70)),
        worker("no spread", "spread", POD, pod -> pod.remove("topologySpreadConstraints")),
        worker(
            "spread of others",
            "spread",
            POD + "/topologySpreadConstraints/0/labelSelector/matchLabels",
            labels -> labels.put("app.kubernetes.io/component", "other")),
        worker(
            "endless scratch space",
            "limited",
            POD + "/volumes/1/emptyDir",
            scratch -> scratch.remove("sizeLimit")),
        worker(
            "secret for all",
            "for everybody",
            POD + "/volumes/0/secret",
            secret -> secret.put("defaultMode", 0444)),
        worker(
            "escalation",
            "no more rights",
            CONTAINER + "/securityContext",
            c -> c.remove("allowPrivilegeEscalation")),
        worker(
            "capabilities",
            "no more rights",
            CONTAINER + "/securityContext/capabilities",
            c -> c.putArray("drop").add("NET_RAW")),
        worker(
            "writable root",
            "read-only",
            CONTAINER + "/securityContext",
            c -> c.put("readOnlyRootFilesystem", false)),
        worker("no /tmp", "write to /tmp", CONTAINER, c -> c.remove("volumeMounts")),
        worker("latest", "not latest", CONTAINER, c -> c.put("image", "gleaner-worker:latest")),
        worker("no tag", "not latest", CONTAINER, c -> c.put("image", "host:5000/gleaner-worker")),
        worker("no limit", "room", CONTAINER + "/resources", r -> r.remove("limits")),
        worker("no request", "room", CONTAINER + "/resources", r -> r.remove("requests")),
        worker(
            "another path",
            "a worker's reason",
            CONTAINER,
            c -> c.put("terminationMessagePath", "/tmp/reason")),
        worker(
            "errors untold",
            "an error is",
            CONTAINER,
            c -> c.put("terminationMessagePolicy", "File")),
        worker(
            "no patience",
            "waited for",
            CONTAINER,
            c -> c.putArray("args").add("--job=$(JOB)").add("--drain=30s")),
        worker("servers unknown", "come from files", CONTAINER, c -> c.remove("env")),
        worker(
            "a name of its own",
            "the pod's label",
            CONTAINER,
            c -> c.putArray("args").add("--job=sample").add("--await-servers=1m")),
        worker(
            "a password in args",
            "no password",
            CONTAINER,
            c -> c.withArray("/args").add("--broker=amqp://gleaner:x@broker")),
        worker(
            "a password in a variable",
            "no password",
            CONTAINER,
            c -> c.withArray("/env").addObject().put("name", "DB_PASSWORD").put("value", "x")),
        planted(
            "the default password",
            "no password",
            all -> config(all, "gleaner-rabbitmq", "rabbitmq.conf", "default_pass = guest")),
        planted(
            "a password in a ConfigMap",
            "no password",
            all -> config(all, "gleaner-redis", "redis.conf", "requirepass foobared")),
        planted(
            "a Secret with what is to be secret",
            "no Secret",
            all -> all.objects().add(object("v1", "Secret"))),
        worker(
            "an address in a variable",
            "server's address",
            CONTAINER,
            c -> c.withArray("/env").addObject().put("name", "GLEANER_BROKER").put("value", "x")),
        planted(
            "an account with a token",
            "an account",
            all -> all.objects().add(object("v1", "ServiceAccount"))),
        planted(
            "a baseline namespace",
            "restricted",
            all ->
                labels(all.named("Namespace", "gleaner"))
                    .put("pod-security.kubernetes.io/enforce", "baseline")),
        planted(
            "another namespace",
            "the same namespace",
            all -> metadata(all.named("Job", "gleaner-worker")).put("namespace", "default")),
        planted(
            "no network policy",
            "closes every pod",
            all -> all.objects().removeIf(o -> Manifests.kind(o).equals("NetworkPolicy"))),
        planted(
            "anybody may speak to Redis",
            "names ports",
            all ->
                ((ObjectNode) all.named("NetworkPolicy", "gleaner-redis").at("/spec/ingress/0"))
                    .remove("from")),
        planted(
            "workers may speak to anybody",
            "names ports",
            all ->
                ((ArrayNode) all.named("NetworkPolicy", "gleaner-clients").at("/spec/egress"))
                    .addObject()),
        worker(
            "another Job's worker",
            "told the same",
            "/spec/template/metadata/labels",
            labels -> labels.put("gleaner.io/job", "other")));
  }

  private static Violation worker(
      String name, String rule, String path, Consumer<ObjectNode> planting) {
    return planted(
        name,
        rule,
        all -> planting.accept((ObjectNode) all.named("Job", "gleaner-worker").at(path)));
  }

  private static Violation planted(String name, String rule, Consumer<Manifests> planting) {
    return new Violation(name, rule, planting);
  }

  private static ObjectNode object(String version, String kind) {
    ObjectNode object = new ObjectMapper().createObjectNode();
    object.put("apiVersion", version).put("kind", kind);
    object.putObject("metadata").put("name", "planted").put("namespace", "gleaner");
    return object;
  }

  private static void config(Manifests all, String prefix, String file, String line) {
    all.ofKind("ConfigMap")
        .filter(map -> map.at("/metadata/name").asText().startsWith(prefix))
        .forEach(
            map ->
                ((ObjectNode) map.path("data"))
                    .put(file, map.path("data").path(file).asText() + line + "\n"));
  }

  private static ObjectNode metadata(ObjectNode object) {
    return (ObjectNode) object.path("metadata");
  }

  private static ObjectNode labels(ObjectNode object) {
    return (ObjectNode) metadata(object).path("labels");
  }

  @Override
  public String toString() {
    return name;
  }
}
