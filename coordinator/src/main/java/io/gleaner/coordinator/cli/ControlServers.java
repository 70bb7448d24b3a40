package io.gleaner.coordinator.cli;

import io.gleaner.config.Endpoints;
import io.gleaner.config.JobName;
import io.gleaner.config.StateFolder;
import io.gleaner.config.UserFolders;
import io.gleaner.coordinator.control.queue.KeptItems;
import io.gleaner.coordinator.control.redis.RedisStore;
import io.gleaner.coordinator.embedded.EmbeddedServers;
import io.gleaner.failure.GleanerException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The servers of the control plane: where objects are applied to, and the coordinator looks. */
public final class ControlServers implements AutoCloseable {
  private final Endpoints endpoints;
  private final @Nullable EmbeddedServers own;

  private ControlServers(Endpoints endpoints, @Nullable EmbeddedServers own) {
    this.endpoints = endpoints;
    this.own = own;
  }

  /**
   * The servers that were configured, else those of the coordinator that runs on this machine.
   *
   * @throws GleanerException configuration, if there are neither
   */
  public static ControlServers find(CommonOptions options, Surroundings around) {
    return running(options, around)
        .map(endpoints -> new ControlServers(endpoints, null))
        .orElseThrow(
            () ->
                GleanerException.configuration(
                    "No coordinator runs on this machine, and no servers are configured: start"
                        + " gleaner coordinator, or give --broker and --ledger."));
  }

  /**
   * The servers that were configured, else servers of the coordinator's own, started now.
   *
   * @throws GleanerException configuration, if a coordinator with servers of its own runs already
   */
  public static ControlServers configuredOrStart(CommonOptions options, Surroundings around) {
    Optional<Endpoints> configured = options.endpoints(around.env());
    if (configured.isPresent()) {
      return new ControlServers(configured.get(), null);
    }
    StateFolder folder = folder(around.env());
    if (EmbeddedServers.find(folder).isPresent()) {
      // To wait for its lead would be in vain: its servers end with it.
      throw GleanerException.configuration(
          "A coordinator runs on this machine already, and runs all that is applied.");
    }
    EmbeddedServers own = EmbeddedServers.start(folder, around.env());
    return new ControlServers(own.endpoints(), own);
  }

  private static Optional<Endpoints> running(CommonOptions options, Surroundings around) {
    return options.endpoints(around.env()).or(() -> EmbeddedServers.find(folder(around.env())));
  }

  /** Where the coordinator of this machine keeps its servers' data, and its workers'. */
  static StateFolder folder(Map<String, String> env) {
    return new StateFolder(
        new JobName("coordinator"), UserFolders.state(env).resolve("coordinator"));
  }

  /** Whether the servers were started here, and end with this. */
  boolean own() {
    return own != null;
  }

  /** Where the items of WorkQueueJobs are kept on this machine. */
  static KeptItems items(Map<String, String> env) {
    return new KeptItems(folder(env).file("workqueuejobs"));
  }

  /** Where the servers are. */
  public Endpoints endpoints() {
    return endpoints;
  }

  /**
   * Connects to the store.
   *
   * @param role what for, for the connection's name
   */
  public RedisStore store(String role) {
    return RedisStore.connect(endpoints.ledger(), RedisStore.DEFAULT, "gleaner-" + role);
  }

  /** Stops the servers that were started here. */
  @Override
  public void close() {
    if (own != null) {
      own.close();
    }
  }
}
