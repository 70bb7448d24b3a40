package io.gleaner.coordinator.launch.process;

import io.gleaner.config.Endpoints;
import io.gleaner.coordinator.launch.LaunchedWorker;
import io.gleaner.coordinator.launch.Launcher;
import io.gleaner.coordinator.launch.WorkerListener;
import io.gleaner.coordinator.launch.WorkerOrder;
import io.gleaner.failure.GleanerException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs workers as processes of this machine. Each has a session of its own, a log in {@code
 * <id>.log}, and a pipe as its standard input that nothing is ever written to: when this process
 * ends, however it does, the pipe does too, and the worker stops.
 */
public final class ProcessLauncher implements Launcher {
  /** How long closing waits after SIGKILL. */
  private static final Duration AFTER_KILL = Duration.ofSeconds(15);

  private final ProcessSettings settings;
  private final WorkerListener listener;
  private final List<String> prefix;
  private final WorkerIds ids;
  private final Map<String, WorkerProcess> workers = new ConcurrentHashMap<>();
  private final Object launching = new Object();
  private boolean closed;

  /** A launcher that has started nothing yet. */
  public ProcessLauncher(ProcessSettings settings, WorkerListener listener) {
    this.settings = settings;
    this.listener = listener;
    this.prefix = OwnSession.prefix(System.getenv());
    this.ids = WorkerIds.ofThisProcess(System.getenv().getOrDefault("HOSTNAME", ""));
  }

  @Override
  public LaunchedWorker launch(WorkerOrder order) {
    // Closing waits for a launch that is under way, so that it finds its worker.
    synchronized (launching) {
      if (closed) {
        throw new IllegalStateException("the launcher is closed");
      }
      String id = ids.next();
      WorkerProcess worker = start(id, order);
      workers.put(id, worker);
      worker.watch(() -> workers.remove(id));
      return new LaunchedWorker(id, OptionalLong.of(worker.pid()));
    }
  }

  @Override
  public void stop(String workerId) {
    with(workerId, WorkerProcess::stop);
  }

  @Override
  public void kill(String workerId) {
    with(workerId, WorkerProcess::kill);
  }

  @Override
  public void killAll() {
    workers.values().forEach(WorkerProcess::kill);
  }

  @Override
  public void close() {
    synchronized (launching) {
      closed = true;
    }
    List<WorkerProcess> left = List.copyOf(workers.values());
    left.forEach(WorkerProcess::stop);
    boolean interrupted = false;
    try {
      if (awaitAll(left, settings.grace())) {
        return;
      }
    } catch (InterruptedException e) {
      // Whoever waits has lost patience. What was killed ends soon, so that wait is not cut short.
      interrupted = true;
    }
    left.forEach(WorkerProcess::kill);
    try {
      awaitAll(left, AFTER_KILL);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void with(String workerId, Consumer<WorkerProcess> action) {
    @Nullable WorkerProcess worker = workers.get(workerId);
    if (worker != null) {
      action.accept(worker);
    }
  }

  private WorkerProcess start(String id, WorkerOrder order) {
    Path file = settings.logs().resolve(id + ".log");
    try {
      // Opened to append, by both: what one writes never lies over what the other wrote.
      OutputStream log =
          Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      try {
        ProcessBuilder builder =
            new ProcessBuilder(command(id, order))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(file.toFile()));
        addServers(builder.environment(), order.endpoints());
        return new WorkerProcess(id, builder.start(), log, new EndInLog(file, listener));
      } catch (IOException e) {
        log.close();
        throw e;
      }
    } catch (IOException e) {
      throw GleanerException.unreachable(
          "The worker %s could not be started: %s".formatted(id, e.getMessage()), e);
    }
  }

  private List<String> command(String id, WorkerOrder order) {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(settings.program().command());
    command.addAll(List.of("worker", "--job", order.job().value(), "--uid", order.uid()));
    command.addAll(List.of("--id", id, "--launched"));
    command.addAll(order.options());
    @Nullable Path commandFile = order.commandFile();
    if (commandFile != null) {
      command.addAll(List.of("--command-file", commandFile.toString()));
    }
    return command;
  }

  private static void addServers(Map<String, String> child, Endpoints endpoints) {
    // A file that the coordinator was given may hold something else by now.
    child.remove(Endpoints.BROKER_FILE_VARIABLE);
    child.remove(Endpoints.LEDGER_FILE_VARIABLE);
    child.put(Endpoints.BROKER_VARIABLE, endpoints.broker().toString());
    child.put(Endpoints.LEDGER_VARIABLE, endpoints.ledger().toString());
  }

  /** Whether all have ended in time. */
  private static boolean awaitAll(List<WorkerProcess> workers, Duration patience)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    for (WorkerProcess worker : workers) {
      if (!worker.awaitTold(deadline - System.nanoTime())) {
        return false;
      }
    }
    return true;
  }
}
