package io.gleaner.coordinator.embedded;

import io.gleaner.config.StateFolder;
import io.gleaner.failure.GleanerException;
import io.gleaner.process.Executables;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A redis-server under its guard: a small shell script in a session of its own, which Ctrl-C at the
 * terminal does not reach, and which ends the server when this process is gone, even by kill -9.
 */
final class RedisProcess {
  private static final String GUARD = script();

  /** The guard gives the server 5 seconds between TERM and KILL. */
  private static final long STOP_SECONDS = 10;

  private final Process guard;
  private final long pid;

  private RedisProcess(Process guard, long pid) {
    this.guard = guard;
    this.pid = pid;
  }

  /**
   * Starts a server with the configuration that was written to the folder.
   *
   * @param env for the PATH, on which setsid is looked for
   * @throws GleanerException transient, if no process can be started
   */
  static RedisProcess start(StateFolder folder, Path program, Map<String, String> env) {
    List<String> command = new ArrayList<>();
    // Where there is none (macOS), the guard and the server still ignore the terminal's signals.
    Executables.onPath("setsid", env).ifPresent(setsid -> command.add(setsid.toString()));
    command.addAll(
        List.of(
            "/bin/sh",
            "-c",
            GUARD,
            "gleaner-redis",
            program.toString(),
            RedisConfiguration.file(folder).toString(),
            RedisConfiguration.pid(folder).toString(),
            RedisConfiguration.log(folder).toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.path().toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    // The coordinator's environment may hold secrets that are none of Redis' business.
    builder.environment().keySet().retainAll(List.of("PATH", "LANG", "LC_ALL", "TMPDIR"));
    try {
      Process guard = builder.start();
      // Not closed: that would not matter to the guard, which writes this one line.
      BufferedReader said = guard.inputReader(StandardCharsets.UTF_8);
      @Nullable String pid = said.readLine();
      if (pid == null) {
        guard.destroyForcibly();
        throw new IOException("the guard ended at once");
      }
      return new RedisProcess(guard, Long.parseLong(pid));
    } catch (IOException e) {
      throw GleanerException.unreachable(
          "The embedded Redis could not be started: " + e.getMessage(), e);
    }
  }

  /** The server's pid. */
  long pid() {
    return pid;
  }

  /** Whether the server is running. */
  boolean isAlive() {
    return guard.isAlive();
  }

  /**
   * Waits for the server's end, which was asked for; makes it end if it does not.
   *
   * @return whether it has ended by itself
   */
  boolean awaitEnd() {
    boolean ended = false;
    try {
      ended = guard.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
      if (!ended) {
        // The end of its input is the guard's order to stop the server, by KILL if need be.
        guard.getOutputStream().close();
        guard.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // The guard is gone: what is left is done below.
    }
    if (guard.isAlive()) {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }
    try {
      guard.getOutputStream().close();
    } catch (IOException e) {
      // It was closed by the guard's end.
    }
    return ended;
  }

  private static String script() {
    try (InputStream script =
        Objects.requireNonNull(
            RedisProcess.class.getResourceAsStream("redis-guard.sh"),
            "redis-guard.sh is not packaged")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
