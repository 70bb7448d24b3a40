package io.gleaner.coordinator.control.redis;

import io.gleaner.coordinator.control.Event;
import io.gleaner.coordinator.control.EventStore;
import io.gleaner.coordinator.control.Kind;
import io.gleaner.coordinator.control.LeadReply;
import io.gleaner.coordinator.control.ObjectKey;
import io.gleaner.coordinator.control.ObjectStore;
import io.gleaner.coordinator.control.StoredObject;
import io.gleaner.coordinator.control.WorkerRecord;
import io.gleaner.coordinator.control.WorkerStore;
import io.gleaner.coordinator.control.WriteResult;
import io.gleaner.ledger.redis.RedisSpace;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Objects, their events and workers' records in Redis, under {@code gleaner:{control:NAME}:}. */
public final class RedisStore implements ObjectStore, WorkerStore, EventStore {
  /** The one store of a Redis that is used by people. */
  public static final String DEFAULT = "default";

  private static final String OBJECTS = "objects";
  private static final String WORKERS = "workers";
  private static final String EVENTS = "events";
  private static final String META = "meta";
  private static final String HINTS = "hints";

  private final RedisSpace space;
  private final ChangeSignal signal = new ChangeSignal();

  private RedisStore(RedisSpace space) {
    this.space = space;
  }

  /**
   * Connects.
   *
   * @param name which store of that Redis, {@link #DEFAULT} mostly
   * @param clientName how the server lists the connection
   * @throws io.gleaner.failure.GleanerException transient when Redis cannot be reached,
   *     configuration when it refuses the caller or cannot keep a ledger
   */
  public static RedisStore connect(URI ledger, String name, String clientName) {
    RedisStore store = new RedisStore(RedisSpace.connect(ledger, "control:" + name, clientName));
    store.space.whenChanged(store.signal::raise);
    return store;
  }

  @Override
  public WriteResult create(StoredObject object) {
    return write("create", object);
  }

  @Override
  public Optional<StoredObject> get(ObjectKey key) {
    return read(OBJECTS, ObjectText.field(key)).map(ObjectText::read).findFirst();
  }

  @Override
  public List<StoredObject> list(Kind kind) {
    return read(OBJECTS, "")
        .map(ObjectText::read)
        .filter(object -> object.key().kind() == kind)
        .sorted(Comparator.comparing(object -> object.key().name()))
        .toList();
  }

  @Override
  public WriteResult replace(StoredObject changed) {
    return write("replace", changed);
  }

  @Override
  public void remove(ObjectKey key, String uid) {
    var unused = run(StoreScript.WRITE, OBJECTS, ObjectText.field(key), "remove", uid, "", "");
    space.barrier();
  }

  @Override
  public long awaitChange(long afterVersion, Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (true) {
      long before = signal.count();
      long version = Long.parseLong(run(StoreScript.READ, OBJECTS, "-").get(0));
      long left = deadline - System.nanoTime();
      if (version > afterVersion || left <= 0 || !signal.awaitAfter(before, left)) {
        return version;
      }
    }
  }

  @Override
  public LeadReply lead(String holder, Duration ttl) {
    List<String> reply =
        space.run(StoreScript.LEAD.text(), List.of(META), holder, String.valueOf(ttl.toMillis()));
    if (reply.get(0).equals("led")) {
      return new LeadReply.LedBy(reply.get(1), Long.parseLong(reply.get(2)));
    }
    // A token that a crash of Redis takes back could be given to two leaders.
    space.barrier();
    return new LeadReply.Leading(Long.parseLong(reply.get(1)));
  }

  @Override
  public void stepDown(long token) {
    var unused = space.run(StoreScript.STEP_DOWN.text(), List.of(META), String.valueOf(token));
  }

  @Override
  public boolean put(long token, WorkerRecord worker) {
    return writeWorker(token, worker.uid(), WorkerText.write(worker));
  }

  @Override
  public boolean remove(long token, String uid) {
    return writeWorker(token, uid, "");
  }

  @Override
  public List<WorkerRecord> workers() {
    return read(WORKERS, "")
        .map(WorkerText::read)
        .sorted(Comparator.comparing(WorkerRecord::createdAt).thenComparing(WorkerRecord::ordinal))
        .toList();
  }

  @Override
  public List<Event> events(String uid) {
    return read(EVENTS, uid).map(EventText::read).findFirst().orElse(List.of());
  }

  @Override
  public void keep(long token, ObjectKey key, String uid, List<Event> events) {
    var unused =
        space.run(
            StoreScript.EVENTS.text(),
            List.of(EVENTS, META, HINTS, OBJECTS),
            String.valueOf(token),
            ObjectText.field(key),
            uid,
            EventText.write(events));
  }

  @Override
  public void close() {
    space.close();
  }

  private WriteResult write(String how, StoredObject object) {
    List<String> reply =
        run(
            StoreScript.WRITE,
            OBJECTS,
            ObjectText.field(object.key()),
            how,
            object.uid(),
            String.valueOf(object.resourceVersion()),
            ObjectText.write(object));
    space.barrier();
    return switch (reply.get(0)) {
      case "written" -> new WriteResult.Written(object.at(Long.parseLong(reply.get(1))));
      case "conflict" -> new WriteResult.Conflict(ObjectText.read(reply.get(1)));
      default -> new WriteResult.Gone();
    };
  }

  private boolean writeWorker(long token, String uid, String text) {
    List<String> reply = run(StoreScript.WORKER, WORKERS, String.valueOf(token), uid, text);
    space.barrier();
    return reply.get(0).equals("written");
  }

  private Stream<String> read(String hash, String field) {
    return run(StoreScript.READ, hash, field).stream().skip(1);
  }

  private List<String> run(StoreScript script, String hash, String... arguments) {
    return space.run(script.text(), List.of(hash, META, HINTS, EVENTS), arguments);
  }
}
