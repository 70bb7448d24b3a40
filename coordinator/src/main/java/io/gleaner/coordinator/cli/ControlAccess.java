package io.gleaner.coordinator.cli;

import io.gleaner.coordinator.control.EventStore;
import io.gleaner.coordinator.control.ObjectStore;
import io.gleaner.coordinator.control.WorkerStore;
import io.gleaner.coordinator.control.redis.RedisStore;

/** The way to the control plane's store, so that a test can give another one. */
interface ControlAccess {
  /** Connects; what is returned is closed by the caller. */
  Open open(CommonOptions options, Surroundings around);

  /** The servers that were configured, or those of the coordinator on this machine. */
  static ControlAccess ofServers() {
    return (options, around) -> {
      ControlServers servers = ControlServers.find(options, around);
      RedisStore store = servers.store("cli");
      return new Open(
          store,
          store,
          store,
          () -> {
            store.close();
            servers.close();
          });
    };
  }

  /**
   * An open connection.
   *
   * @param objects the objects
   * @param workers the workers' records
   * @param events the objects' events
   * @param closing closes it
   */
  record Open(ObjectStore objects, WorkerStore workers, EventStore events, Runnable closing)
      implements AutoCloseable {
    @Override
    public void close() {
      closing.run();
    }
  }
}
