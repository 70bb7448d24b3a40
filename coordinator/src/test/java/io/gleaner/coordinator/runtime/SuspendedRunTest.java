package io.gleaner.coordinator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.config.Endpoints;
import io.gleaner.coordinator.job.JobSpec;
import io.gleaner.coordinator.launch.CrewStatus;
import io.gleaner.coordinator.launch.LaunchedWorker;
import io.gleaner.coordinator.launch.Launcher;
import io.gleaner.coordinator.launch.WorkerOrder;
import io.gleaner.failure.ExitCode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A run whose Job is suspended and resumed by somebody else. */
@Timeout(60)
class SuspendedRunTest {
  /** Far less than the back-off after a failed worker, which is 10 s. */
  private static final Duration SOON = Duration.ofSeconds(5);

  private final Stage stage = new Stage();
  private final FakeLauncher launcher = new FakeLauncher();
  private final StopSignal stop = new StopSignal();
  private final ExecutorService threads = Executors.newSingleThreadExecutor();
  private final JobSession person = stage.open("person");
  private final RunLoop loop = new RunLoop(stage.attach("run"), stop, seen -> {}, line -> {});
  private final Future<CrewStatus> end = threads.submit(this::run);

  @BeforeEach
  void start() {
    loop.ready();
    await().until(() -> launcher.started.size() == 2);
  }

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  @Test
  void suspendStopsTheWorkersAndResumeStartsAsManyAtOnce() throws Exception {
    person.suspend(true);
    await().until(() -> launcher.stopped.size() == 2);
    endAll();
    person.suspend(false);
    await().atMost(SOON).until(() -> launcher.started.size() == 4);
    assertThat(finish().failure()).isEmpty();
  }

  @Test
  void workersThatKnewItFirstHaveNotFailed() throws Exception {
    person.suspend(true);
    // They saw it in the ledger themselves, and left before the run had looked there.
    endAll();
    await().during(Duration.ofMillis(500)).until(() -> launcher.started.size() == 2);
    person.suspend(false);
    await().atMost(SOON).until(() -> launcher.started.size() == 4);
    assertThat(finish().failure()).isEmpty();
  }

  @Test
  void aSuspendedRunCanBeStopped() throws Exception {
    person.suspend(true);
    endAll();
    stop.request();
    assertThat(end.get().failure()).isEmpty();
    assertThat(launcher.started).hasSize(2);
  }

  private CrewStatus run() {
    WorkerOrder order =
        new WorkerOrder(
            Stage.JOB,
            "uid",
            new Endpoints(URI.create("amqp://h"), URI.create("redis://h")),
            List.of(),
            null);
    // A single end that counts as a failure would fail the Job.
    JobSpec spec = JobSpec.workQueue(2).withBackoffLimit(0);
    ReconciledCrew crew = new ReconciledCrew(launcher, order, spec);
    loop.run(crew);
    return crew.status();
  }

  private void endAll() {
    List.copyOf(launcher.running).forEach(this::ended);
  }

  private void ended(String id) {
    launcher.running.remove(id);
    loop.ended(id, ExitCode.STOPPED.code());
  }

  private CrewStatus finish() throws Exception {
    stop.request();
    await().until(() -> launcher.stopped.size() >= 2 && launcher.stopped.containsAll(running()));
    endAll();
    return end.get();
  }

  private List<String> running() {
    return new ArrayList<>(launcher.running);
  }

  private static final class FakeLauncher implements Launcher {
    final List<String> started = new CopyOnWriteArrayList<>();
    final List<String> running = new CopyOnWriteArrayList<>();
    final List<String> stopped = new CopyOnWriteArrayList<>();

    @Override
    public LaunchedWorker launch(WorkerOrder order) {
      String id = "w" + (started.size() + 1);
      running.add(id);
      started.add(id);
      return new LaunchedWorker(id, OptionalLong.empty());
    }

    @Override
    public void stop(String workerId) {
      stopped.add(workerId);
    }

    @Override
    public void kill(String workerId) {}

    @Override
    public void killAll() {}

    @Override
    public void close() {}
  }
}
