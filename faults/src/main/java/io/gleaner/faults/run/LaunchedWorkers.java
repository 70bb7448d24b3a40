package io.gleaner.faults.run;

import io.gleaner.faults.evidence.EventKind;
import io.gleaner.faults.fault.Target;
import io.gleaner.faults.process.ProcFs;
import io.gleaner.faults.process.Waiting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The workers that coordinators launch, found in the process list and watched until they end. */
final class LaunchedWorkers implements AutoCloseable {
  private static final long LOOK_MILLIS = 20;
  private static final int LOOKS_A_SEARCH = 10;

  /** A new process may be on its way to another program: it is looked at more than once. */
  private static final int MOST_LOOKS = 5;

  private final String job;
  private final Journal journal;
  private final Map<Long, Integer> looked = new HashMap<>();
  private final Map<Long, String> alive = new ConcurrentHashMap<>();
  private volatile boolean closed;

  LaunchedWorkers(String job, Journal journal) {
    this.job = job;
    this.journal = journal;
  }

  void watch() {
    Thread thread = new Thread(this::watching, "launched workers");
    thread.setDaemon(true);
    thread.start();
  }

  List<Target> targets() {
    return alive.entrySet().stream().map(e -> new Target(e.getValue(), e.getKey())).toList();
  }

  @Override
  public void close() {
    closed = true;
  }

  private void watching() {
    int looks = 0;
    while (!closed) {
      if (looks++ % LOOKS_A_SEARCH == 0) {
        search();
      }
      for (Target target : targets()) {
        if (!ProcFs.alive(target.pid())) {
          alive.remove(target.pid());
          journal.note(EventKind.GONE, target.id(), "-");
        }
      }
      if (!Waiting.pause(LOOK_MILLIS)) {
        return;
      }
    }
  }

  private void search() {
    List<Long> pids = ProcFs.pids();
    looked.keySet().retainAll(pids);
    for (long pid : pids) {
      if (alive.containsKey(pid) || looked.merge(pid, 1, Integer::sum) > MOST_LOOKS) {
        continue;
      }
      List<String> words = ProcFs.commandLine(pid);
      int id = words.indexOf("--id") + 1;
      // A child that a worker is just starting has the worker's words for a moment.
      if (words.contains("--launched")
          && words.contains(job)
          && id > 0
          && !ProcFs.commandLine(ProcFs.parent(pid)).contains(words.get(id))) {
        alive.put(pid, words.get(id));
      }
    }
  }
}
