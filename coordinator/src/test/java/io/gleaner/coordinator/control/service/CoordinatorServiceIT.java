package io.gleaner.coordinator.control.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.coordinator.control.Kind;
import io.gleaner.coordinator.control.ObjectKey;
import io.gleaner.coordinator.control.StoredObject;
import io.gleaner.coordinator.control.WorkerRecord;
import io.gleaner.coordinator.control.process.ProcessRunner;
import io.gleaner.coordinator.control.redis.RedisStore;
import io.gleaner.coordinator.display.Shown;
import io.gleaner.coordinator.display.Tables;
import io.gleaner.coordinator.job.JobStatus;
import io.gleaner.coordinator.job.json.JobStatusJson;
import io.gleaner.ledger.redis.RedisProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real programs, a real Redis, and coordinators that go without a word. */
@NullMarked
class CoordinatorServiceIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir private Path folder;
  private final RedisProcess redis = RedisProcess.start();
  private RedisStore store = connect();

  @AfterEach
  void stop() {
    store.close();
    redis.close();
  }

  @Test
  void threeRunningJobsAndACronJobGoOnWhenTheirCoordinatorIsKilled() throws IOException {
    Path starts = Files.createDirectory(folder.resolve("starts"));
    Path fired = Files.createDirectory(folder.resolve("fired"));
    CoordinatorService first = service("first");
    Instant applied = Instant.now();
    cronJob("hello", "echo x >> %s/$HOSTNAME".formatted(fired));
    until(first, () -> count(fired) >= 1);
    List<ObjectKey> jobs = new ArrayList<>();
    for (String name : List.of("one", "two", "three")) {
      jobs.add(apply(name, "echo x >> %s/$HOSTNAME; sleep 1; echo done".formatted(starts)));
    }
    until(first, () -> count(starts) >= 5);

    // Its lead is not given back, and its connection is gone: as if the process was killed.
    store.close();
    store = connect();
    CoordinatorService second = service("second");
    until(second, () -> jobs.stream().allMatch(job -> status(job).isFinished()));
    second.stepDown();

    assertThat(jobs).allSatisfy(job -> assertThat(status(job).succeeded()).isEqualTo(4));
    List<WorkerRecord> workers =
        store.workers().stream().filter(worker -> !worker.name().startsWith("hello")).toList();
    assertThat(workers).hasSize(12);
    for (WorkerRecord worker : workers) {
      assertThat(starts.resolve(worker.name())).as("started once").hasContent("x");
      assertThat(Path.of(worker.logFile())).hasContent("done");
    }
    assertThat(count(starts)).isEqualTo(12);
    firedOnceAMinute(fired, applied);
  }

  /** A Job for each minute, named by it, and each has run once. */
  private void firedOnceAMinute(Path fired, Instant since) throws IOException {
    long minutes = Instant.now().getEpochSecond() / 60 - since.getEpochSecond() / 60;
    try (Stream<Path> all = Files.list(fired)) {
      List<Path> runs = all.toList();
      assertThat(runs).hasSizeBetween(1, (int) minutes);
      assertThat(runs).allSatisfy(run -> assertThat(run).hasContent("x"));
      assertThat(runs.stream().map(run -> run.getFileName().toString().split("-", -1)[1]))
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void completionsEightParallelismTwoShowTheCourseOfKubectlGetJobWatch() throws IOException {
    Path go = Files.createDirectory(folder.resolve("go"));
    ObjectKey job =
        apply("eight", 8, "while [ ! -e %s/$HOSTNAME ]; do sleep 0.05; done".formatted(go));
    CoordinatorService service = service("only");
    List<String> course = new ArrayList<>();
    until(
        service,
        () -> {
          String row = row(job);
          if (course.isEmpty() || !course.get(course.size() - 1).equals(row)) {
            course.add(row);
          }
          if (count(go) < course.size()) {
            letOneEnd(go);
          }
          return status(job).isFinished();
        });
    service.stepDown();
    assertThat(course)
        .containsExactly(
            "Running 0/8",
            "Running 1/8",
            "Running 2/8",
            "Running 3/8",
            "Running 4/8",
            "Running 5/8",
            "Running 6/8",
            "Running 7/8",
            "Complete 8/8");
  }

  /** STATUS and COMPLETIONS, as kubectl prints them. */
  private String row(ObjectKey job) {
    Shown shown = Shown.of(store.get(job).orElseThrow());
    List<String> row = Tables.jobs(List.of(shown), Instant.now()).rows().get(0);
    return row.get(1) + " " + row.get(2);
  }

  /** Tells one worker that runs to end, if there is one. */
  private void letOneEnd(Path go) {
    store.workers().stream()
        .map(worker -> go.resolve(worker.name()))
        .filter(Files::notExists)
        .findFirst()
        .ifPresent(
            file -> {
              try {
                Files.createFile(file);
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
  }

  @Test
  void eachWorkerOfAnIndexedJobHasItsIndexInTheEnvironment() {
    ObjectKey key = new ObjectKey(Kind.JOB, "indexed");
    String spec =
        """
        {"spec": {"completions": 3, "parallelism": 3, "completionMode": "Indexed", "template": {
          "spec": {"restartPolicy": "Never", "containers": [{"name": "c",
            "command": ["/bin/sh", "-c", "echo index $JOB_COMPLETION_INDEX"]}]}}}}
        """;
    store.create(StoredObject.created(key, "uid-indexed", Instant.now(), spec, null));
    CoordinatorService service = service("only");
    until(service, () -> status(key).isFinished());
    service.stepDown();
    assertThat(status(key).completedIndexes().text()).isEqualTo("0-2");
    assertThat(store.workers())
        .hasSize(3)
        .allSatisfy(
            worker ->
                assertThat(Path.of(worker.logFile()))
                    .hasContent("index " + worker.place().index()));
  }

  private static void until(CoordinatorService service, BooleanSupplier done) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!done.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      service.await(service.tick());
    }
  }

  private static long count(Path starts) {
    try (Stream<Path> all = Files.list(starts)) {
      return all.count();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void cronJob(String name, String script) {
    String manifest =
        """
        {"spec": {"schedule": "* * * * *", "jobTemplate": {"spec": {"template": {"spec": {
          "restartPolicy": "Never", "containers": [{"name": "c",
            "command": ["/bin/sh", "-c", "%s"]}]}}}}}}
        """
            .formatted(script);
    ObjectKey key = new ObjectKey(Kind.CRON_JOB, name);
    store.create(StoredObject.created(key, "uid-" + name, Instant.now(), manifest, null));
  }

  private ObjectKey apply(String name, String script) {
    return apply(name, 4, script);
  }

  private ObjectKey apply(String name, int completions, String script) {
    ObjectKey key = new ObjectKey(Kind.JOB, name);
    String manifest =
        """
        {"spec": {"completions": %d, "parallelism": 2, "template": {"spec": {
          "restartPolicy": "Never", "containers": [{"name": "c",
            "command": ["/bin/sh", "-c", "%s"]}]}}}}
        """
            .formatted(completions, script);
    store.create(StoredObject.created(key, "uid-" + name, Instant.now(), manifest, null));
    return key;
  }

  private JobStatus status(ObjectKey job) {
    return JobStatusJson.read(Manifests.parse(store.get(job).orElseThrow().status()));
  }

  private RedisStore connect() {
    return RedisStore.connect(redis.uri(), "it", "it");
  }

  private CoordinatorService service(String holder) {
    Clock clock = Clock.systemUTC();
    ProcessRunner runner = new ProcessRunner(folder.resolve("workers"), System.getenv(), clock);
    return new CoordinatorService(
        store, store, store, runner, new FakeItems(), holder, "host", clock, said -> {});
  }
}
