package io.gleaner.worker.handler.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Processes as /proc shows them. */
final class Looks {
  private Looks() {}

  static void awaitEnd(List<Long> pids) {
    await().untilAsserted(() -> assertThat(pids).noneMatch(Looks::runs));
  }

  static void signal(String name, long pid) throws Exception {
    String command = "kill -" + name + " " + pid;
    assertThat(new ProcessBuilder("sh", "-c", command).start().waitFor()).isZero();
  }

  /** The processes of a group that run. */
  static List<Long> groupMembers(long group) {
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(pid -> field(pid, 2).equals(Long.toString(group)) && runs(pid))
        .toList();
  }

  static boolean runs(long pid) {
    String state = state(pid);
    return !state.isEmpty() && !state.equals("Z") && !state.equals("X");
  }

  static String state(long pid) {
    return field(pid, 0);
  }

  /** A field of /proc/PID/stat after the name: state, parent, group, session; empty if gone. */
  static String field(long pid, int field) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[field];
    } catch (IOException gone) {
      return "";
    }
  }

  static String commandLine(long pid) {
    try {
      return Files.readString(Path.of("/proc/" + pid + "/cmdline"));
    } catch (IOException gone) {
      return "";
    }
  }

  static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
