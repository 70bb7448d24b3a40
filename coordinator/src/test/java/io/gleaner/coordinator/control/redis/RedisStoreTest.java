package io.gleaner.coordinator.control.redis;

import io.gleaner.coordinator.control.EventStore;
import io.gleaner.coordinator.control.ObjectStore;
import io.gleaner.coordinator.control.StoreContract;
import io.gleaner.coordinator.control.WorkerStore;
import io.gleaner.ledger.redis.RedisProcess;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;

/** The contract on the Redis that the tests bring along. */
@NullMarked
class RedisStoreTest extends StoreContract {
  private static final RedisProcess REDIS = RedisProcess.start();

  private final RedisStore store =
      RedisStore.connect(
          REDIS.uri(), "contract-" + Long.toHexString(System.nanoTime()), "contract");

  @AfterEach
  void disconnect() {
    store.close();
  }

  @AfterAll
  static void stopServer() {
    REDIS.close();
  }

  @Override
  protected ObjectStore objects() {
    return store;
  }

  @Override
  protected WorkerStore workers() {
    return store;
  }

  @Override
  protected EventStore events() {
    return store;
  }
}
