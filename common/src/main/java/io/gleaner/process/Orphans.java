package io.gleaner.process;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Finds and kills what a dead worker or program has left: every process whose environment names it,
 * as {@code GLEANER_WORKER=<id>}. For whoever declares a worker dead: its processes end before its
 * leases do.
 */
public final class Orphans {
  private static final Path PROC = Path.of("/proc");
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long PAUSE_NANOS = 2_000_000;

  private Orphans() {}

  /**
   * Kills (SIGKILL) every process of a worker but this one, again until none is left. Does nothing
   * where there is no /proc; processes of other users cannot be seen unless this one is root's.
   *
   * @return how many were killed
   * @throws GleanerException transient, if some have not ended within 10 seconds
   */
  public static int kill(String workerId) {
    byte[] variable = variable("GLEANER_WORKER", workerId);
    Set<Long> killed = new HashSet<>();
    long startedAt = System.nanoTime();
    while (true) {
      List<ProcessHandle> found = find(variable);
      if (found.isEmpty()) {
        return killed.size();
      }
      for (ProcessHandle process : found) {
        process.destroyForcibly();
        killed.add(process.pid());
      }
      if (System.nanoTime() - startedAt > PATIENCE.toNanos()) {
        throw new GleanerException(
            ErrorKind.TRANSIENT,
            found.size() + " processes of worker " + workerId + " do not end, though killed");
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /**
   * Kills (SIGKILL) once, without waiting, every process but this one whose environment has a
   * variable with that value.
   *
   * @return how many were there; to be called again until it is 0
   * @throws GleanerException transient, if /proc cannot be read
   */
  public static int killOnce(String name, String value) {
    List<ProcessHandle> found = find(variable(name, value));
    found.forEach(ProcessHandle::destroyForcibly);
    return found.size();
  }

  private static byte[] variable(String name, String value) {
    return (name + "=" + value).getBytes(StandardCharsets.UTF_8);
  }

  private static List<ProcessHandle> find(byte[] variable) {
    List<ProcessHandle> found = new ArrayList<>();
    if (!Files.isReadable(PROC.resolve("self/environ"))) {
      return found;
    }
    long self = ProcessHandle.current().pid();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        long pid = Long.parseLong(process.getFileName().toString());
        if (pid == self) {
          continue;
        }
        // The handle comes first: it remembers the start time, so that it never kills a process
        // that got the number after the environment was read.
        Optional<ProcessHandle> handle = ProcessHandle.of(pid);
        if (handle.isPresent() && has(process.resolve("environ"), variable)) {
          found.add(handle.get());
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      throw new GleanerException(ErrorKind.TRANSIENT, "cannot read /proc: " + e.getMessage(), e);
    }
    return found;
  }

  private static boolean has(Path environ, byte[] variable) {
    byte[] all;
    try {
      all = Files.readAllBytes(environ);
    } catch (IOException goneOrNotOurs) {
      return false;
    }
    int from = 0;
    while (from < all.length) {
      int end = from;
      while (end < all.length && all[end] != 0) {
        end++;
      }
      if (Arrays.equals(all, from, end, variable, 0, variable.length)) {
        return true;
      }
      from = end + 1;
    }
    return false;
  }
}
