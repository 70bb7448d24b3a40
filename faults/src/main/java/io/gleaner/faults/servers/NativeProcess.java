package io.gleaner.faults.servers;

import io.gleaner.faults.process.ProcFs;
import io.gleaner.faults.process.Signal;
import io.gleaner.faults.process.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A server program of this machine, run from a folder of its own. */
abstract class NativeProcess implements Server {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Duration CLEAN_STOP = Duration.ofSeconds(30);

  final Path folder;
  final int port;
  private @Nullable Process process;

  NativeProcess(Path folder) {
    this.folder = folder;
    this.port = Probe.freePort();
  }

  /** The command that runs the server in the foreground. */
  abstract List<String> command();

  /** What the server's environment has besides this process' own. */
  abstract Map<String, String> variables();

  /** Whether the server answers. */
  abstract boolean answers();

  /** The process that is the server, once {@link #command} runs; it may be a descendant. */
  abstract long serverPid(Process started);

  @Override
  public int port() {
    return port;
  }

  @Override
  public void start() {
    try {
      Files.createDirectories(folder);
      ProcessBuilder builder =
          new ProcessBuilder(command())
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("console").toFile()));
      builder.environment().putAll(variables());
      Process started = builder.start();
      process = started;
      started.getOutputStream().close();
      Waiting.require(PATIENCE, version() + " answers", () -> answers() || !started.isAlive());
      if (!answers()) {
        throw new IllegalStateException(
            version() + " did not start; see " + folder.resolve("console"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + version(), e);
    }
  }

  @Override
  public void stop() {
    Process running = running();
    Signal.TERM.send(serverPid(running));
    if (!Waiting.until(CLEAN_STOP, () -> !running.isAlive())) {
      kill();
    }
  }

  @Override
  public void kill() {
    Process running = running();
    long pid = serverPid(running);
    Signal.KILL.send(pid);
    Waiting.require(PATIENCE, version() + " is gone", () -> !ProcFs.alive(pid));
    running.destroyForcibly();
    Waiting.require(PATIENCE, version() + " has ended", () -> !running.isAlive());
  }

  @Override
  public void pause() {
    Signal.STOP.send(serverPid(running()));
  }

  @Override
  public void resume() {
    Signal.CONT.send(serverPid(running()));
  }

  @Override
  public void close() {
    Process last = process;
    if (last != null && last.isAlive()) {
      kill();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(file -> file.delete());
      // The folder of both servers goes with the last one.
      Path both = folder.getParent();
      if (both != null) {
        both.toFile().delete();
      }
    } catch (IOException gone) {
      // What cannot be deleted is a temporary file.
      return;
    }
  }

  private Process running() {
    Process last = process;
    if (last == null) {
      throw new IllegalStateException(version() + " was not started");
    }
    return last;
  }
}
