package io.gleaner.coordinator.deployment.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads every compose file, the servers' settings and the Dockerfile. */
class ComposeFilesTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  static List<String> composeFiles() throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(ROOT.resolve("compose"), "*.{yaml,yml}")) {
      files.forEach(file -> names.add("compose/" + file.getFileName()));
    }
    return names;
  }

  @Test
  void theKnownFilesAreRead() throws IOException {
    assertThat(composeFiles())
        .contains(
            "compose/compose.yaml", "compose/compose.coordinator.yaml", "compose/compose.tls.yaml");
  }

  @ParameterizedTest
  @MethodSource("composeFiles")
  void noRuleIsBroken(String file) throws IOException {
    ComposeFile read = ComposeFile.parse(text(file));
    assertThat(read.services()).isNotEmpty();
    assertThat(ComposeRules.violations(read)).isEmpty();
  }

  @ParameterizedTest(name = "{0} for {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "127.0.0.1:${REDIS | 0.0.0.0:${REDIS | port off the loopback",
        "127.0.0.1:${RABBITMQ_PORT:-5672}: | | port off the loopback",
        "restart: on-failure:6 | restart: always | restart of a worker",
        "restart: on-failure:6 | restart: on-failure | restart of a worker",
        "user: redis | user: root | may be root",
        "    user: rabbitmq | | may be root",
        "  read_only: true | | writable root",
        "cap_drop: [ALL] | cap_drop: [NET_RAW] | capabilities",
        "no-new-privileges:true | seccomp:unconfined | new privileges",
        "GLEANER_BROKER_FILE: /run/secrets/broker-uri | GLEANER_BROKER: amqp://gleaner:x@y | URI in"
            + " the",
        "GLEANER_BROKER_FILE: /run/secrets/broker-uri | RABBITMQ_DEFAULT_PASS: x | secret in the",
        "interval: 3s | start_interval: 3s | start_interval",
        "redis-server, /etc/redis/redis.conf | redis-server | without our settings",
        "PARALLELISM:-4 | PARALLELISM:-1 | number of workers",
        "./redis.conf:/etc/redis/redis.conf:ro | ./redis.conf:/etc/redis/redis.conf | writable",
        "restart: \"no\" | restart: unless-stopped | exit code",
      })
  void aBrokenRuleIsFound(String kept, @Nullable String broken, String violation)
      throws IOException {
    String text = text("compose/compose.yaml");
    assertThat(text).contains(kept);
    String changed = text.replace(kept, broken == null ? "" : broken);
    assertThat(ComposeRules.violations(ComposeFile.parse(changed)))
        .anyMatch(found -> found.contains(violation));
  }

  @Test
  void redisKeepsEveryChangeAndThrowsNothingAway() throws IOException {
    assertThat(text("compose/redis.conf").lines())
        .contains(
            "appendonly yes",
            "appendfsync always",
            "maxmemory-policy noeviction",
            "aclfile /run/secrets/redis-users.acl");
    assertThat(text("compose/redis-tls.conf").lines())
        .contains("include /etc/redis/redis.conf", "port 0", "tls-auth-clients yes");
  }

  @Test
  void noServerHasADefaultPassword() throws IOException {
    assertThat(text("compose/rabbitmq.conf"))
        .contains("load_definitions = /run/secrets/rabbitmq-definitions.json");
    assertThat(text("compose/make-secrets"))
        // With fewer rights Redis skips what it cannot replay from its append-only file.
        .contains("user default off resetpass ~* &* +@all\n")
        .doesNotContain("guest");
    assertThat(text("compose/rabbitmq-tls.conf").lines())
        .contains(
            "listeners.tcp = none",
            "ssl_options.verify = verify_peer",
            "ssl_options.fail_if_no_peer_cert = true");
  }

  @Test
  void theImagesAreNotRootAndStartJavaItself() throws IOException {
    List<String> lines = text("images/Dockerfile").lines().toList();
    assertThat(lines).noneMatch(line -> line.matches("(?i)#\\s*syntax\\s*=.*"));
    assertThat(lines).noneMatch(line -> line.startsWith("HEALTHCHECK"));
    assertThat(lines).noneMatch(line -> line.contains("--mount") || line.contains("<<"));
    assertThat(lines.stream().filter(line -> line.startsWith("USER ")))
        .containsExactly("USER 65532:65532");
    assertThat(lines.stream().filter(line -> line.startsWith("ENTRYPOINT ")))
        .hasSize(2)
        .allMatch(line -> line.startsWith("ENTRYPOINT [\"/opt/gleaner/java/bin/java\", "));
  }

  private static String text(String file) throws IOException {
    return Files.readString(ROOT.resolve(file));
  }
}
