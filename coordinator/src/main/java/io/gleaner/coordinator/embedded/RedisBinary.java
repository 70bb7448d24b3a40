package io.gleaner.coordinator.embedded;

import io.gleaner.failure.GleanerException;
import io.gleaner.process.Executables;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A redis-server that runs on this machine: the one that is packaged with Gleaner, or else one on
 * the PATH.
 *
 * @param program its file
 * @param version what it says of itself
 */
record RedisBinary(Path program, RedisVersion version) {
  private static final Logger LOG = LoggerFactory.getLogger(RedisBinary.class);
  private static final String PACKAGED = "7.0.15";

  /** What the ledger's scripts need. */
  private static final RedisVersion OLDEST = new RedisVersion(6, 2);

  /**
   * Finds a server that can be executed. One at a time: a file cannot be executed while a process
   * that another thread has just forked still holds it open for writing.
   *
   * @param cache the folder into which the packaged one is unpacked, once for all Jobs
   * @param env for the PATH
   * @throws GleanerException configuration, if there is none, with what to do
   */
  static synchronized RedisBinary locate(Path cache, Map<String, String> env) {
    Optional<RedisBinary> packaged = packaged(cache);
    if (packaged.isPresent()) {
      return packaged.get();
    }
    Optional<RedisBinary> installed =
        Executables.onPath("redis-server", env)
            .flatMap(program -> RedisVersion.of(program).map(v -> new RedisBinary(program, v)));
    if (installed.isEmpty() || installed.get().version().isBefore(OLDEST)) {
      throw GleanerException.configuration(
          ("The embedded Redis does not run on this machine (%s), and no redis-server %s or later"
                  + " is on the PATH: install one, or give --broker and --ledger.")
              .formatted(platform(), OLDEST));
    }
    return installed.get();
  }

  private static Optional<RedisBinary> packaged(Path cache) {
    URL resource =
        RedisBinary.class.getResource("/redis-server-%s-%s".formatted(PACKAGED, platform()));
    if (resource == null) {
      return Optional.empty();
    }
    try {
      Path program = unpack(resource, cache);
      return RedisVersion.of(program).map(version -> new RedisBinary(program, version));
    } catch (IOException e) {
      LOG.debug("The packaged redis-server cannot be unpacked into {}", cache, e);
      return Optional.empty();
    }
  }

  /** The name of the file carries its check sum: another build of it never passes for this one. */
  private static Path unpack(URL resource, Path cache) throws IOException {
    URLConnection connection = resource.openConnection();
    long size = connection.getContentLengthLong();
    String sum =
        connection instanceof JarURLConnection jar
            ? "%08x".formatted(jar.getJarEntry().getCrc())
            : String.valueOf(size);
    Path program = cache.resolve("redis-server-%s-%s-%s".formatted(PACKAGED, platform(), sum));
    if (Files.isExecutable(program) && Files.size(program) == size) {
      return program;
    }
    Files.createDirectories(
        cache, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path draft = Files.createTempFile(cache, "redis-server", ".new");
    try (InputStream content = connection.getInputStream()) {
      Files.copy(content, draft, StandardCopyOption.REPLACE_EXISTING);
      Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwx------"));
      // Whoever comes second replaces it with the same bytes; a server that runs keeps its own.
      Files.move(draft, program, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
    return program;
  }

  private static String platform() {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    return (os.startsWith("mac") ? "darwin" : os.replace(' ', '-'))
        + "-"
        + switch (arch) {
          case "x86_64" -> "amd64";
          case "aarch64" -> "arm64";
          case "x86", "i386", "i686" -> "386";
          default -> arch;
        };
  }
}
