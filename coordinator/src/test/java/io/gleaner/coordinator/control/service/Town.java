package io.gleaner.coordinator.control.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gleaner.coordinator.control.EventStore;
import io.gleaner.coordinator.control.Kind;
import io.gleaner.coordinator.control.MemoryStore;
import io.gleaner.coordinator.control.ObjectKey;
import io.gleaner.coordinator.control.ObjectStore;
import io.gleaner.coordinator.control.StoredObject;
import io.gleaner.coordinator.control.WorkerRecord;
import io.gleaner.coordinator.control.WorkerStore;
import io.gleaner.coordinator.control.WriteResult;
import io.gleaner.coordinator.job.JobStatus;
import io.gleaner.coordinator.job.json.JobStatusJson;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.NullMarked;

/** A store, programs and a clock that is stepped by hand, with coordinators that come and go. */
@NullMarked
final class Town {
  final MemoryStore store = new MemoryStore();
  Instant now = Instant.parse("2026-03-01T10:00:30Z");
  final FakeRunner runner = new FakeRunner(() -> now);
  final FakeItems items = new FakeItems();
  final List<String> said = new ArrayList<>();
  private int coordinators;
  private CoordinatorService service = coordinator();

  CoordinatorService coordinator() {
    return coordinator(new CrashingStores(Integer.MAX_VALUE, false));
  }

  CoordinatorService coordinator(CrashingStores stores) {
    coordinators++;
    return new CoordinatorService(
        stores.over((ObjectStore) store),
        stores.over((WorkerStore) store),
        stores.over((EventStore) store),
        stores.over(runner),
        items,
        "coordinator " + coordinators,
        "host",
        clock(),
        said::add);
  }

  /** Another coordinator comes, and dies by the plan. */
  void replaceBy(CrashingStores stores) {
    store.expireLead();
    service = coordinator(stores);
  }

  /** Rounds until nothing changes. */
  void settle() {
    long before = -1;
    long after = store.awaitChange(0, Duration.ZERO);
    for (int i = 0; i < 50 && after != before; i++) {
      service.tick();
      before = after;
      after = store.awaitChange(0, Duration.ZERO);
    }
    assertThat(before).as("it settles").isEqualTo(after);
  }

  void pass(Duration time) {
    now = now.plus(time);
    settle();
  }

  ObjectKey job(String name, String spec) {
    ObjectKey key = new ObjectKey(Kind.JOB, name);
    String template =
        "\"template\": {\"spec\": {\"restartPolicy\": \"%s\", \"containers\": [{\"name\": \"c\","
            + " \"command\": [\"true\"]}]}}";
    boolean onFailure = spec.contains("OnFailure");
    String rest = spec.replace("OnFailure", "");
    apply(
        key,
        "{\"metadata\": {\"name\": \"%s\"}, \"spec\": {%s%s}}"
            .formatted(
                name,
                rest.isEmpty() ? "" : rest + ", ",
                template.formatted(onFailure ? "OnFailure" : "Never")));
    return key;
  }

  void apply(ObjectKey key, String manifest) {
    store.create(StoredObject.created(key, "uid of " + key.name(), now, manifest, null));
    settle();
  }

  void change(ObjectKey key, UnaryOperator<StoredObject> change) {
    StoredObject there = store.get(key).orElseThrow();
    assertThat(store.replace(change.apply(there))).isInstanceOf(WriteResult.Written.class);
    settle();
  }

  /** The object with another value of a field of its spec. */
  StoredObject spec(StoredObject object, String field, String value) {
    ObjectNode manifest = (ObjectNode) Manifests.parse(object.manifest());
    manifest.withObjectProperty("spec").set(field, Manifests.parse(value));
    return object.withManifest(manifest.toString(), true);
  }

  JobStatus status(ObjectKey key) {
    return JobStatusJson.read(Manifests.parse(store.get(key).orElseThrow().status()));
  }

  /** What was told of an object: type, reason, count and message. */
  List<String> told(ObjectKey key) {
    return store.events(store.get(key).orElseThrow().uid()).stream()
        .map(
            event ->
                "%s %s x%d %s: %s"
                    .formatted(
                        event.type().text(),
                        event.reason(),
                        event.count(),
                        event.from(),
                        event.message()))
        .toList();
  }

  List<WorkerRecord> workers() {
    return store.workers();
  }

  List<WorkerRecord> running() {
    return workers().stream().filter(w -> w.phase() == WorkerRecord.Phase.RUNNING).toList();
  }

  void end(WorkerRecord worker, int exitCode) {
    runner.end(worker, exitCode);
    settle();
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return now;
      }
    };
  }
}
