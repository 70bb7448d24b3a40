package io.gleaner.coordinator.control.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.coordinator.control.Kind;
import io.gleaner.coordinator.control.ObjectKey;
import io.gleaner.coordinator.control.StoredObject;
import io.gleaner.coordinator.control.WorkerRecord;
import io.gleaner.coordinator.control.process.ProcessRunner;
import io.gleaner.coordinator.control.redis.RedisStore;
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
  void runningJobsGoOnWhenTheirCoordinatorIsKilled() throws IOException {
    Path starts = Files.createDirectory(folder.resolve("starts"));
    List<ObjectKey> jobs = new ArrayList<>();
    for (String name : List.of("one", "two", "three")) {
      jobs.add(apply(name, "echo x >> %s/$HOSTNAME; sleep 1; echo done".formatted(starts)));
    }
    CoordinatorService first = service("first");
    until(first, () -> count(starts) >= 5);

    // Its lead is not given back, and its connection is gone: as if the process was killed.
    store.close();
    store = connect();
    CoordinatorService second = service("second");
    until(second, () -> jobs.stream().allMatch(job -> status(job).isFinished()));
    second.stepDown();

    assertThat(jobs).allSatisfy(job -> assertThat(status(job).succeeded()).isEqualTo(4));
    List<WorkerRecord> workers = store.workers();
    assertThat(workers).hasSize(12);
    for (WorkerRecord worker : workers) {
      assertThat(starts.resolve(worker.name())).as("started once").hasContent("x");
      assertThat(Path.of(worker.logFile())).hasContent("done");
    }
    assertThat(count(starts)).isEqualTo(12);
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

  private ObjectKey apply(String name, String script) {
    ObjectKey key = new ObjectKey(Kind.JOB, name);
    String manifest =
        """
        {"spec": {"completions": 4, "parallelism": 2, "template": {"spec": {
          "restartPolicy": "Never", "containers": [{"name": "c",
            "command": ["/bin/sh", "-c", "%s"]}]}}}}
        """
            .formatted(script);
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
        store, store, runner, new FakeItems(), holder, "host", clock, said -> {});
  }
}
