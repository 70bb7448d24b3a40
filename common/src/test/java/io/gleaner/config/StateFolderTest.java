package io.gleaner.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {
  private static final JobName JOB = new JobName("primes");

  @TempDir Path home;

  @Test
  void the_folder_follows_the_environment() {
    assertThat(path(Map.of("HOME", "/h", "XDG_STATE_HOME", "/s")))
        .isEqualTo(Path.of("/s/gleaner/jobs/primes"));
    assertThat(path(Map.of("HOME", "/h")))
        .isEqualTo(Path.of("/h/.local/state/gleaner/jobs/primes"));
  }

  @Test
  void a_relative_or_empty_state_home_is_ignored() {
    Path byDefault = Path.of("/h/.local/state/gleaner/jobs/primes");
    assertThat(path(Map.of("HOME", "/h", "XDG_STATE_HOME", "s"))).isEqualTo(byDefault);
    assertThat(path(Map.of("HOME", "/h", "XDG_STATE_HOME", ""))).isEqualTo(byDefault);
  }

  @Test
  void the_cache_folder_follows_the_environment_too() {
    assertThat(UserFolders.cache(Map.of("HOME", "/h"))).isEqualTo(Path.of("/h/.cache/gleaner"));
    assertThat(UserFolders.cache(Map.of("XDG_CACHE_HOME", "/c"))).isEqualTo(Path.of("/c/gleaner"));
  }

  @Test
  void without_a_home_the_error_says_what_to_set() {
    assertThatThrownBy(() -> path(Map.of()))
        .hasMessage("No home folder is known: set HOME or XDG_STATE_HOME to an absolute path.");
  }

  @Test
  void only_the_owner_may_enter_it() throws IOException {
    StateFolder folder = folder();
    assertThat(folder.exists()).isFalse();
    folder.create();
    assertThat(folder.exists()).isTrue();
    assertThat(permissions(folder.path())).isEqualTo("rwx------");
    assertThat(permissions(folder.createFolder("redis"))).isEqualTo("rwx------");
  }

  @Test
  void a_folder_that_others_could_read_is_closed_to_them() throws IOException {
    StateFolder folder = folder().create();
    Files.setPosixFilePermissions(folder.path(), PosixFilePermissions.fromString("rwxr-xr-x"));
    folder.create();
    assertThat(permissions(folder.path())).isEqualTo("rwx------");
  }

  @Test
  void a_file_is_written_whole_and_for_the_owner_alone() throws IOException {
    StateFolder folder = folder().create();
    folder.write("notes", "first");
    folder.write("notes", "second");
    assertThat(folder.file("notes")).hasContent("second");
    assertThat(permissions(folder.file("notes"))).isEqualTo("rw-------");
    assertThat(folder.path().toFile().list()).containsExactly("notes");
    folder.delete("notes");
    folder.delete("notes");
    assertThat(folder.path()).isEmptyDirectory();
  }

  @Test
  void removed_it_is_gone_with_all_that_was_in_it() throws IOException {
    StateFolder folder = folder().create();
    Files.writeString(folder.createFolder("redis").resolve("data"), "x");
    folder.remove();
    folder.remove();
    assertThat(folder.exists()).isFalse();
  }

  @Test
  void a_folder_that_cannot_be_made_is_a_configuration_error() throws IOException {
    Files.writeString(home.resolve("gleaner"), "in the way");
    assertThatThrownBy(() -> folder().create())
        .isInstanceOfSatisfying(
            GleanerException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONFIGURATION))
        .hasMessageContaining("/gleaner/jobs/primes (Not a directory)");
    StateFolder inProc = StateFolder.of(JOB, Map.of("XDG_STATE_HOME", "/proc/nobody"));
    assertThatThrownBy(inProc::create)
        .isInstanceOfSatisfying(
            GleanerException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONFIGURATION))
        .hasMessageContaining("Cannot write /proc/nobody")
        .hasMessageContaining("XDG_STATE_HOME");
  }

  @Test
  void the_servers_file_comes_back_as_it_was_written_and_shows_no_password() throws IOException {
    StateFolder folder = folder().create();
    assertThat(ServersFile.read(folder)).isEmpty();
    ServersFile servers =
        new ServersFile(
            Endpoints.of("amqp://u:hunter2@127.0.0.1:5", "redis://:hunter2@127.0.0.1:6"), 41, 42);
    servers.write(folder);
    assertThat(ServersFile.read(folder)).contains(servers);
    assertThat(permissions(folder.file("servers.properties"))).isEqualTo("rw-------");
    assertThat(servers.toString()).doesNotContain("hunter2");
    ServersFile.delete(folder);
    assertThat(ServersFile.read(folder)).isEmpty();
  }

  @Test
  void a_damaged_servers_file_is_named() throws IOException {
    StateFolder folder = folder().create();
    folder.write("servers.properties", "{ \"broker\": \"amqp://u:hunter2");
    assertThatThrownBy(() -> ServersFile.read(folder))
        .hasMessage("The file %s is damaged: remove it.", folder.file("servers.properties"))
        .hasNoCause();
  }

  private StateFolder folder() {
    return StateFolder.of(JOB, Map.of("XDG_STATE_HOME", home.toString()));
  }

  private static Path path(Map<String, String> env) {
    return StateFolder.of(JOB, env).path();
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
