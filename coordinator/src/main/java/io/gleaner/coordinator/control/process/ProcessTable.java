package io.gleaner.coordinator.control.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Processes of this machine, told from later ones with the same pid by when they started. */
final class ProcessTable {
  private static final Path PROC = Path.of("/proc");

  /** The token of a machine without /proc: there a pid must do. */
  private static final String UNKNOWN = "-";

  private static final int STATE = 0;
  private static final int START_TIME = 19;

  private ProcessTable() {}

  /** Whether the process that had this token is there and has not ended. */
  static boolean lives(long pid, String token) {
    if (token.equals(UNKNOWN)) {
      return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
    return stat(pid)
        .map(fields -> fields[START_TIME].equals(token) && !fields[STATE].equals("Z"))
        .orElse(false);
  }

  /** The fields of /proc/PID/stat behind the name. */
  private static Optional<String[]> stat(long pid) {
    try {
      String line = Files.readString(PROC.resolve(pid + "/stat"));
      // The name before may hold anything, parentheses and blanks too.
      String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
      return fields.length > START_TIME ? Optional.of(fields) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
