package io.gleaner.faults.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What /proc says. A process that ends while it is looked at is not there. */
public final class ProcFs {
  private static final Path PROC = Path.of("/proc");

  private ProcFs() {}

  /** Whether this system has what the harness needs. */
  public static boolean available() {
    return Files.isReadable(PROC.resolve("uptime"))
        && Files.isReadable(PROC.resolve("self/environ"));
  }

  /** The machine's uptime in milliseconds: the clock that handlers read too. */
  public static long uptimeMillis() {
    try {
      String text = Files.readString(PROC.resolve("uptime"));
      return Math.round(Double.parseDouble(text.substring(0, text.indexOf(' '))) * 1000);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read /proc/uptime", e);
    }
  }

  /** The machine's load, averaged over the last minute. */
  public static double load() {
    try {
      String text = Files.readString(PROC.resolve("loadavg"));
      return Double.parseDouble(text.substring(0, text.indexOf(' ')));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read /proc/loadavg", e);
    }
  }

  /** The numbers of all processes. */
  public static List<Long> pids() {
    List<Long> pids = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path folder : folders) {
        pids.add(Long.parseLong(String.valueOf(folder.getFileName())));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read /proc", e);
    }
    return pids;
  }

  /** The words of a process' command line; none if it is gone. */
  public static List<String> commandLine(long pid) {
    return words(pid, "cmdline");
  }

  /** Whether a process has this, {@code NAME=value}, in its environment. */
  public static boolean hasVariable(long pid, String assignment) {
    return words(pid, "environ").contains(assignment);
  }

  /** All processes with this in their environment. */
  public static List<Long> withVariable(String assignment) {
    return pids().stream().filter(pid -> hasVariable(pid, assignment)).toList();
  }

  /** Whether a process runs: one that has ended and was not yet waited for does not. */
  public static boolean alive(long pid) {
    return stat(pid)
        .map(fields -> !fields.startsWith("Z") && !fields.startsWith("X"))
        .orElse(false);
  }

  /** The parent of a process, or 0. */
  public static long parent(long pid) {
    return stat(pid).map(fields -> Long.parseLong(fields.split(" ", 3)[1])).orElse(0L);
  }

  /** From the state on, which follows the name in parentheses. */
  private static Optional<String> stat(long pid) {
    try {
      String text = Files.readString(PROC.resolve(pid + "/stat"));
      return Optional.of(text.substring(text.lastIndexOf(')') + 2));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  private static List<String> words(long pid, String file) {
    try {
      byte[] bytes = Files.readAllBytes(PROC.resolve(pid + "/" + file));
      return bytes.length == 0
          ? List.of()
          : List.of(new String(bytes, StandardCharsets.ISO_8859_1).split("\0", -1));
    } catch (IOException goneOrNotOurs) {
      return List.of();
    }
  }
}
