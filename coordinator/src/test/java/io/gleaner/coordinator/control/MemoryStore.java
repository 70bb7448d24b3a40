package io.gleaner.coordinator.control;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** All stores in memory; several handles, as several processes would have them, share one. */
@NullMarked
public final class MemoryStore implements ObjectStore, WorkerStore, EventStore {
  private final Map<String, StoredObject> objects = new TreeMap<>();
  private final Map<String, WorkerRecord> workers = new TreeMap<>();
  private final Map<String, List<Event>> events = new TreeMap<>();
  private long version;
  private long token;
  private @Nullable String leader;
  private long leadEndsNanos;

  @Override
  public synchronized WriteResult create(StoredObject object) {
    @Nullable StoredObject there = objects.get(object.key().toString());
    return there != null ? new WriteResult.Conflict(there) : keep(object);
  }

  @Override
  public synchronized Optional<StoredObject> get(ObjectKey key) {
    return Optional.ofNullable(objects.get(key.toString()));
  }

  @Override
  public synchronized List<StoredObject> list(Kind kind) {
    return objects.values().stream().filter(object -> object.key().kind() == kind).toList();
  }

  @Override
  public synchronized WriteResult replace(StoredObject changed) {
    @Nullable StoredObject there = objects.get(changed.key().toString());
    if (there == null || !there.uid().equals(changed.uid())) {
      return new WriteResult.Gone();
    }
    return there.resourceVersion() == changed.resourceVersion()
        ? keep(changed)
        : new WriteResult.Conflict(there);
  }

  @Override
  public synchronized void remove(ObjectKey key, String uid) {
    @Nullable StoredObject there = objects.get(key.toString());
    if (there != null && there.uid().equals(uid)) {
      objects.remove(key.toString());
      events.remove(uid);
      changed();
    }
  }

  @Override
  public synchronized long awaitChange(long afterVersion, Duration timeout) {
    long end = System.nanoTime() + timeout.toNanos();
    try {
      for (long left = timeout.toNanos();
          version <= afterVersion && left > 0;
          left = end - System.nanoTime()) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return version;
  }

  @Override
  public synchronized LeadReply lead(String holder, Duration ttl) {
    long now = System.nanoTime();
    if (leader != null && !leader.equals(holder) && leadEndsNanos > now) {
      return new LeadReply.LedBy(leader, (leadEndsNanos - now) / 1_000_000);
    }
    if (!holder.equals(leader)) {
      leader = holder;
      token++;
    }
    leadEndsNanos = now + ttl.toNanos();
    return new LeadReply.Leading(token);
  }

  /** As if the leader had been dead for long enough. */
  public synchronized void expireLead() {
    leadEndsNanos = System.nanoTime();
  }

  @Override
  public synchronized void stepDown(long old) {
    if (token == old) {
      leader = null;
    }
  }

  @Override
  public synchronized boolean put(long by, WorkerRecord worker) {
    if (by != token || leader == null) {
      return false;
    }
    workers.put(worker.uid(), worker);
    changed();
    return true;
  }

  @Override
  public synchronized boolean remove(long by, String uid) {
    if (by != token || leader == null) {
      return false;
    }
    workers.remove(uid);
    changed();
    return true;
  }

  @Override
  public synchronized List<WorkerRecord> workers() {
    return workers.values().stream()
        .sorted(Comparator.comparing(WorkerRecord::createdAt).thenComparing(WorkerRecord::ordinal))
        .toList();
  }

  @Override
  public synchronized List<Event> events(String uid) {
    return events.getOrDefault(uid, List.of());
  }

  @Override
  public synchronized void keep(long by, ObjectKey key, String uid, List<Event> told) {
    @Nullable StoredObject there = objects.get(key.toString());
    if (by == token && leader != null && there != null && there.uid().equals(uid)) {
      events.put(uid, List.copyOf(told));
    }
  }

  @Override
  public void close() {}

  private WriteResult keep(StoredObject object) {
    StoredObject kept = object.at(changed());
    objects.put(object.key().toString(), kept);
    return new WriteResult.Written(kept);
  }

  private long changed() {
    version++;
    notifyAll();
    return version;
  }
}
