package io.gleaner.coordinator.deployment.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules of the design for services of a compose file; each violation is a sentence. */
final class ComposeRules {
  private static final Pattern SECRET = Pattern.compile("(?i)pass|secret|token|cookie");
  private static final Pattern LOGIN = Pattern.compile("://[^/\\s]*:[^/\\s]*@");
  private static final Pattern BOUNDED = Pattern.compile("on-failure:[1-9][0-9]?");

  private ComposeRules() {}

  static List<String> violations(ComposeFile file) {
    List<String> found = new ArrayList<>();
    file.services().forEach((name, service) -> new OneService(name, service, found).check());
    return found;
  }

  /** Whether a service's image is one of ours, which are not root by themselves. */
  private static boolean ours(Map<String, Object> service) {
    return String.valueOf(service.get("image")).contains("gleaner-");
  }

  private static boolean is(Map<String, Object> fields, String key, Object value) {
    return Objects.equals(fields.get(key), value);
  }

  private record OneService(String name, Map<String, Object> service, List<String> found) {
    void check() {
      ComposeFile.texts(service.get("ports"))
          .forEach(
              port -> require(port.startsWith("127.0.0.1:"), "port off the loopback: " + port));
      ComposeFile.fields(service.get("environment")).forEach(this::variable);
      ComposeFile.texts(service.get("environment"))
          .forEach(line -> require(false, "list: " + line));
      for (String word : ComposeFile.texts(service.get("command"))) {
        require(!LOGIN.matcher(word).find(), "login in the command");
        require(!word.matches("--requirepass|--broker|--ledger"), "secret in the command: " + word);
      }
      Map<String, Object> health = ComposeFile.fields(service.get("healthcheck"));
      require(!health.containsKey("start_interval"), "start_interval");
      require(!is(service, "privileged", true), "privileged");
      for (String volume : ComposeFile.texts(service.get("volumes"))) {
        boolean named = volume.matches("[a-z]+:/.*");
        require(named || volume.endsWith(":ro"), "host folder that is writable: " + volume);
        require(!volume.contains("docker.sock"), "the engine's socket");
      }
      // An overlay says only what differs.
      if (service.containsKey("image")) {
        whole();
      }
    }

    private void whole() {
      @Nullable Object user = service.get("user");
      boolean root = List.of("root", "0").contains(String.valueOf(user));
      require(ours(service) ? !root : user != null && !root, "may be root");
      require(ComposeFile.texts(service.get("cap_drop")).equals(List.of("ALL")), "capabilities");
      require(
          ComposeFile.texts(service.get("security_opt")).contains("no-new-privileges:true"),
          "new privileges");
      require(!ours(service) || is(service, "read_only", true), "writable root");
      if (ours(service)) {
        require(!service.containsKey("healthcheck"), "health check of a program that is no server");
      } else {
        require(service.containsKey("healthcheck"), "no health check");
      }
      if (name.equals("worker")) {
        String restart = String.valueOf(service.get("restart"));
        require(BOUNDED.matcher(restart).matches(), "restart of a worker: " + restart);
        Map<String, Object> deploy = ComposeFile.fields(service.get("deploy"));
        require(is(deploy, "replicas", "${PARALLELISM:-4}"), "number of workers");
      }
      if (name.equals("coordinator")) {
        require(is(service, "restart", "no"), "the outcome is the coordinator's exit code");
      }
      if (name.equals("redis")) {
        require(
            ComposeFile.texts(service.get("command"))
                .equals(List.of("redis-server", "/etc/redis/redis.conf")),
            "Redis without our settings");
      }
    }

    private void variable(String key, Object value) {
      boolean file = key.endsWith("_FILE");
      require(file || !SECRET.matcher(key).find(), "secret in the environment: " + key);
      require(file || !key.matches("GLEANER_(BROKER|LEDGER)"), "URI in the environment: " + key);
      require(!LOGIN.matcher(String.valueOf(value)).find(), "login in the environment: " + key);
    }

    private void require(boolean kept, String what) {
      if (!kept) {
        found.add(name + ": " + what);
      }
    }
  }
}
