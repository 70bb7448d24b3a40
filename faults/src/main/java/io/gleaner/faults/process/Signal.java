package io.gleaner.faults.process;

import java.util.ArrayList;
import java.util.List;

/** A signal that the harness sends. */
public enum Signal {
  /** Ends a process at once. */
  KILL,
  /** Asks a process to stop. */
  TERM,
  /** Freezes a process. */
  STOP,
  /** Thaws it. */
  CONT;

  /** Sends this to processes; one that is gone already is no error. */
  public void send(Iterable<Long> pids) {
    List<String> command = new ArrayList<>();
    command.add("kill");
    command.add("-" + name());
    pids.forEach(pid -> command.add(Long.toString(pid)));
    if (command.size() > 2) {
      Command.quietly(command);
    }
  }

  /** Sends this to one process. */
  public void send(long pid) {
    send(List.of(pid));
  }
}
