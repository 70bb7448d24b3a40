package io.gleaner.ledger.redis;

import io.gleaner.ledger.Ledger;
import io.gleaner.ledger.LedgerContract;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The ledger in Redis keeps the contract, on whichever server a subclass names. */
abstract class RedisLedgerContract extends LedgerContract {
  private final String job = "contract-" + Long.toHexString(System.nanoTime());
  private final JobKeys keys = new JobKeys(job);
  private final RedisLedgers ledgers;
  private final RedisClient client;
  private final RedisCommands<byte[], byte[]> redis;

  RedisLedgerContract(URI uri) {
    ledgers = RedisLedgers.of(RedisOptions.of(uri, "contract"));
    client = RedisClient.create(uri.toString());
    redis = client.connect(ByteArrayCodec.INSTANCE).sync();
  }

  @BeforeEach
  void startClean() {
    redis.del(keys.ofScripts());
  }

  @AfterEach
  void stop() {
    redis.del(keys.ofScripts());
    redis.del(keys.ofBarrier());
    client.shutdown(0, 0, TimeUnit.SECONDS);
    ledgers.close();
  }

  @Override
  protected Ledger connect() {
    return ledgers.connect(job);
  }

  @Override
  protected void pass(long millis) {
    long until = clock() + millis * 1_000;
    while (clock() <= until) {
      Thread.onSpinWait();
    }
  }

  @Override
  protected void pretendRestart() {
    byte[] other = "another process".getBytes(StandardCharsets.US_ASCII);
    redis.hset(keys.named("job"), "runId".getBytes(StandardCharsets.US_ASCII), other);
  }

  private long clock() {
    List<byte[]> time = redis.time();
    return Long.parseLong(new String(time.get(0), StandardCharsets.US_ASCII)) * 1_000_000
        + Long.parseLong(new String(time.get(1), StandardCharsets.US_ASCII));
  }
}
