package io.gleaner.ledger.redis;

import io.gleaner.item.Bytes;
import io.gleaner.ledger.Backup;
import io.gleaner.ledger.Grant;
import io.gleaner.ledger.History;
import io.gleaner.ledger.JobView;
import io.gleaner.ledger.Lease;
import io.gleaner.ledger.LedgerState;
import io.gleaner.ledger.Phase;
import io.gleaner.ledger.Result;
import io.gleaner.ledger.WorkerRecord;
import io.lettuce.core.api.sync.RedisCommands;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pcollections.PSortedMap;
import org.pcollections.PSortedSet;
import org.pcollections.PVector;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;
import org.pcollections.TreePVector;

/** Reads a Job's keys back as the state that the rules know. */
final class RedisDump {
  private final RedisCommands<byte[], byte[]> redis;
  private final JobKeys keys;
  private final Map<String, byte[]> job;

  private RedisDump(RedisCommands<byte[], byte[]> redis, JobKeys keys) {
    this.redis = redis;
    this.keys = keys;
    this.job = hash("job");
  }

  static LedgerState read(RedisCommands<byte[], byte[]> redis, JobKeys keys) {
    return new RedisDump(redis, keys).state();
  }

  private LedgerState state() {
    LedgerState none = LedgerState.NOTHING;
    boolean present = !job.isEmpty();
    return new LedgerState(
        text("uid"),
        number("generation"),
        text("runId"),
        number("epoch"),
        present ? SpecCodec.decode(Objects.requireNonNull(job.get("spec"))) : none.spec(),
        number("openedAt"),
        number("mark"),
        text("digest"),
        present ? number("total") : -1,
        present ? Phase.valueOf(text("phase")) : Phase.ACTIVE,
        text("reason"),
        number("suspended") == 1,
        number("lastToken"),
        number("settlingUntil"),
        new LedgerState.Leader(text("leaderHolder"), number("leaderToken"), number("leaderUntil")),
        done(),
        byIndex("dead", DeadLetterCodec::decode),
        byIndex("leases", RedisDump::lease),
        byIndex("backups", RedisDump::backup),
        byIndex("histories", RedisDump::history),
        byIndex("republish", Bytes::wrap),
        workers(),
        grants(),
        results(),
        number("resultsFrom"),
        number("resultBytes"),
        number("retries"),
        tombstone());
  }

  private PSortedSet<Long> done() {
    PSortedSet<Long> done = TreePSet.empty();
    byte[] bitmap = redis.get(keys.named("done"));
    if (bitmap != null) {
      for (int bit = 0; bit < bitmap.length * 8; bit++) {
        if ((bitmap[bit / 8] >> (7 - bit % 8) & 1) == 1) {
          done = done.plus((long) bit);
        }
      }
    }
    if (done.size() != number("doneCount")) {
      throw new AssertionError(done.size() + " bits, but a count of " + number("doneCount"));
    }
    return done;
  }

  private <T> PSortedMap<Long, T> byIndex(String key, Function<byte[], T> decode) {
    PSortedMap<Long, T> map = TreePMap.empty();
    for (Map.Entry<String, byte[]> entry : hash(key).entrySet()) {
      map = map.plus(Long.parseLong(entry.getKey()), decode.apply(entry.getValue()));
    }
    return map;
  }

  private static Lease lease(byte[] value) {
    String[] parts = utf8(value).split(" ", 5);
    return new Lease(
        parts[4],
        Long.parseLong(parts[0]),
        Integer.parseInt(parts[1]),
        parts[3].equals("1"),
        Long.parseLong(parts[2]));
  }

  private static Backup backup(byte[] value) {
    return switch (utf8(value)) {
      case "wanted" -> new Backup.Wanted();
      case "spent" -> new Backup.Spent();
      default -> new Backup.Running(lease(value));
    };
  }

  private static History history(byte[] value) {
    // The numbers in front are ASCII; what is behind them is counted in bytes.
    String[] parts = new String(value, StandardCharsets.ISO_8859_1).split(" ", 7);
    byte[] rest = parts[6].getBytes(StandardCharsets.ISO_8859_1);
    int length = Integer.parseInt(parts[5]);
    byte[] versioned = new BlobWriter().u8(1).raw(rest).toBytes();
    BlobReader in = new BlobReader("history", versioned, 1);
    String error = in.text(length);
    return new History(
        Integer.parseInt(parts[0]),
        Long.parseLong(parts[1]),
        Integer.parseInt(parts[2]),
        parts[3].equals("1"),
        error,
        Long.parseLong(parts[4]),
        TreePVector.from(FailedAttemptCodec.decode(in, in.left())));
  }

  private PSortedMap<String, WorkerRecord> workers() {
    PSortedMap<String, WorkerRecord> workers = TreePMap.empty();
    for (Map.Entry<String, byte[]> entry : hash("workers").entrySet()) {
      workers = workers.plus(entry.getKey(), WorkerCodec.decode(entry.getKey(), entry.getValue()));
    }
    return workers;
  }

  private PSortedMap<Grant, String> grants() {
    PSortedMap<Grant, String> grants = TreePMap.empty();
    for (byte[] member : redis.zrange(keys.named("grants"), 0, -1)) {
      String[] parts = utf8(member).split(" ", -1);
      grants = grants.plus(new Grant(Long.parseLong(parts[1]), Long.parseLong(parts[2])), parts[0]);
    }
    return grants;
  }

  private PVector<Result> results() {
    PVector<Result> results = TreePVector.empty();
    for (byte[] blob : redis.lrange(keys.named("results"), 0, -1)) {
      results = results.plus(ResultCodec.decode(blob));
    }
    return results;
  }

  private LedgerState.@Nullable Tombstone tombstone() {
    Map<String, byte[]> stone = hash("tombstone");
    return stone.isEmpty()
        ? null
        : new LedgerState.Tombstone(
            utf8(stone.get("uid")),
            new JobView(
                Phase.valueOf(utf8(stone.get("phase"))),
                utf8(stone.get("reason")),
                utf8(stone.get("quiescent")).equals("1"),
                utf8(stone.get("suspended")).equals("1"),
                Long.parseLong(utf8(stone.get("epoch")))));
  }

  private Map<String, byte[]> hash(String key) {
    Map<String, byte[]> hash = new HashMap<>();
    redis.hgetall(keys.named(key)).forEach((field, value) -> hash.put(utf8(field), value));
    return hash;
  }

  private String text(String field) {
    byte[] value = job.get(field);
    return value == null ? "" : utf8(value);
  }

  private long number(String field) {
    byte[] value = job.get(field);
    return value == null ? 0 : Long.parseLong(utf8(value));
  }

  private static String utf8(byte @Nullable [] value) {
    if (value == null) {
      throw new AssertionError("a field is missing");
    }
    return new String(value, StandardCharsets.UTF_8);
  }
}
