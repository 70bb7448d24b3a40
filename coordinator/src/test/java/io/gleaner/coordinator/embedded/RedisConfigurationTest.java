package io.gleaner.coordinator.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.config.JobName;
import io.gleaner.config.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisConfigurationTest {
  @TempDir Path home;

  @Test
  void every_write_is_on_disk_before_it_is_answered_and_nothing_is_evicted() throws IOException {
    StateFolder folder = folder("jobs");
    new RedisConfiguration(7777, "secret").write(folder);
    assertThat(Files.readAllLines(folder.file("redis.conf")))
        .contains(
            "bind 127.0.0.1",
            "protected-mode yes",
            "port 7777",
            "requirepass secret",
            "daemonize no",
            "set-proc-title no",
            "appendonly yes",
            "appendfsync always",
            "no-appendfsync-on-rewrite no",
            "aof-load-truncated yes",
            "save \"\"",
            "maxmemory 0",
            "maxmemory-policy noeviction");
  }

  @Test
  void only_the_owner_may_read_it() throws IOException {
    StateFolder folder = folder("jobs");
    new RedisConfiguration(7777, "secret").write(folder);
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.file("redis.conf"))))
        .isEqualTo("rw-------");
  }

  @Test
  void any_path_can_be_named() throws IOException {
    StateFolder folder = folder("it's \"here\" \\ there");
    new RedisConfiguration(7777, "secret").write(folder);
    assertThat(Files.readAllLines(folder.file("redis.conf")))
        .contains("dir \"%s/it's\\x20\\x22here\\x22\\x20\\x5c\\x20there/redis\"".formatted(home));
  }

  @Test
  void the_last_configuration_is_read_back() throws IOException {
    StateFolder folder = folder("jobs");
    assertThat(RedisConfiguration.last(folder)).isEmpty();
    RedisConfiguration configuration = new RedisConfiguration(7777, Secrets.password());
    configuration.write(folder);
    assertThat(RedisConfiguration.last(folder)).contains(configuration);
    Files.writeString(folder.file("redis.conf"), "port x\nrequirepass y\n");
    assertThat(RedisConfiguration.last(folder)).isEmpty();
  }

  @Test
  void a_password_is_long_new_and_needs_no_encoding() {
    assertThat(Secrets.password()).matches("[-_A-Za-z0-9]{32}").isNotEqualTo(Secrets.password());
  }

  private StateFolder folder(String name) {
    return new StateFolder(new JobName("primes"), home.resolve(name)).create();
  }
}
