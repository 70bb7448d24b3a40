package io.gleaner.coordinator.control.process;

import io.gleaner.config.Endpoints;
import io.gleaner.coordinator.control.Program;
import io.gleaner.coordinator.control.ProgramRunner;
import io.gleaner.coordinator.control.WorkerRecord;
import io.gleaner.coordinator.launch.process.OwnSession;
import io.gleaner.failure.GleanerException;
import io.gleaner.process.Orphans;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs programs under a small shell (watch.sh) in a session of its own, which writes down how they
 * end. The shell claims each start by a link that can be made once, so that two coordinators, or
 * one that was killed and came back, never run a program twice.
 */
public final class ProcessRunner implements ProgramRunner {
  /**
   * Says of a process which program it belongs to; {@link Orphans} looks for it. Not
   * GLEANER_WORKER: by that a Gleaner worker's guard finds what it kills, and it must spare the
   * shell that watches over the worker.
   */
  private static final String MARK = "GLEANER_PROGRAM";

  /** 128 + SIGTERM. */
  private static final int TERMINATED = 143;

  private static final String SCRIPT = script();

  private final Path folder;
  private final Map<String, String> env;
  private final Clock clock;
  private final Map<String, Process> tied = new ConcurrentHashMap<>();

  /**
   * A runner that has started nothing yet.
   *
   * @param folder where workers' folders are made, the same one for every coordinator
   * @param env the environment that programs inherit, for PATH too
   */
  public ProcessRunner(Path folder, Map<String, String> env, Clock clock) {
    this.folder = folder;
    this.env = Map.copyOf(env);
    this.clock = clock;
  }

  @Override
  public void start(WorkerRecord worker, Program program) {
    RunFiles files = files(worker);
    if (files.claim(worker.restarts()).isPresent()) {
      return;
    }
    files.create();
    List<String> command = new ArrayList<>(OwnSession.prefix(env));
    command.addAll(List.of("/bin/sh", "-c", SCRIPT, "gleaner-watch"));
    command.addAll(List.of(files.folder().toString(), String.valueOf(worker.restarts())));
    command.addAll(program.command());
    File log = new File(logFile(worker.uid()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(
                program.tied()
                    ? ProcessBuilder.Redirect.PIPE
                    : ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
            // What the shell says of a killed program is no output of that program.
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    if (program.workingDir() != null) {
      builder.directory(new File(program.workingDir()));
    }
    environment(builder.environment(), worker, program);
    try {
      Process process = builder.start();
      if (program.tied()) {
        // Its standard input ends with this process, and not before.
        tied.put(worker.uid(), process);
      }
    } catch (IOException e) {
      throw GleanerException.unreachable(
          "The worker %s could not be started: %s".formatted(worker.name(), e.getMessage()), e);
    }
  }

  private void environment(Map<String, String> child, WorkerRecord worker, Program program) {
    child.clear();
    child.putAll(env);
    // They hold passwords, which are none of a container's business.
    child
        .keySet()
        .removeAll(
            List.of(
                Endpoints.BROKER_VARIABLE,
                Endpoints.LEDGER_VARIABLE,
                Endpoints.BROKER_FILE_VARIABLE,
                Endpoints.LEDGER_FILE_VARIABLE));
    Integer index = worker.place().index();
    if (index != null) {
      child.put("JOB_COMPLETION_INDEX", String.valueOf(index));
    }
    // As a pod's host name is its own name.
    child.put("HOSTNAME", worker.name());
    child.putAll(program.env());
    child.put(MARK, worker.uid());
  }

  @Override
  public Sight look(WorkerRecord worker) {
    RunFiles files = files(worker);
    int run = worker.restarts();
    RunFiles.Note claim = files.claim(run).orElse(null);
    if (claim == null) {
      return new Sight.Unstarted();
    }
    String[] words = claim.text().split(" ", 2);
    long pid = Long.parseLong(words[0]);
    // Looked at before the exit code: else it might be written between the two looks.
    boolean lives = ProcessTable.lives(pid, words[1]);
    RunFiles.Note exit = files.exit(run).orElse(null);
    if (exit != null) {
      // What ends with a container ends here too: nothing that it has left may go on. Until it is
      // gone the program counts as running; nobody waits here for what cannot be killed.
      if (Orphans.killOnce(MARK, worker.uid()) > 0) {
        return new Sight.Running(pid, words[1], claim.at());
      }
      tied.remove(worker.uid());
      return new Sight.Ended(pid, words[1], claim.at(), exit.at(), Integer.parseInt(exit.text()));
    }
    if (lives || Orphans.killOnce(MARK, worker.uid()) > 0) {
      return new Sight.Running(pid, words[1], claim.at());
    }
    tied.remove(worker.uid());
    return new Sight.Ended(pid, words[1], claim.at(), now(), null);
  }

  @Override
  public boolean stop(WorkerRecord worker) {
    RunFiles files = files(worker);
    Sight sight = look(worker);
    if (sight instanceof Sight.Unstarted) {
      return files.claimInstead(worker.restarts(), TERMINATED);
    }
    if (sight instanceof Sight.Ended) {
      return true;
    }
    return files
        .started(worker.restarts())
        .flatMap(note -> ProcessHandle.of(Long.parseLong(note.text())))
        .map(ProcessHandle::destroy)
        .orElse(false);
  }

  @Override
  public void kill(WorkerRecord worker) {
    // The shell goes too: it could not be told from the program by its environment.
    var unused = Orphans.killOnce(MARK, worker.uid());
  }

  @Override
  public void forget(WorkerRecord worker) {
    files(worker).remove();
  }

  @Override
  public String logFile(String workerUid) {
    return folder.resolve(workerUid).resolve(RunFiles.LOG).toString();
  }

  private RunFiles files(WorkerRecord worker) {
    return new RunFiles(folder.resolve(worker.uid()));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static String script() {
    try (InputStream script =
        Objects.requireNonNull(
            ProcessRunner.class.getResourceAsStream("watch.sh"), "watch.sh is not packaged")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
