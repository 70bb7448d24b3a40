package io.gleaner.coordinator.embedded;

import io.gleaner.config.Endpoints;
import io.gleaner.config.ServersFile;
import io.gleaner.config.StateFolder;
import io.gleaner.config.UserFolders;
import io.gleaner.failure.GleanerException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The broker and the Redis of a Job that was given no servers. Redis' data stay in the Job's state
 * folder, so that a run which was interrupted or killed goes on where it was; the broker's do not.
 */
public final class EmbeddedServers implements AutoCloseable {
  // Made before any thread is: a level that is set while slf4j starts on another thread is lost.
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServers.class);
  private static final String BROKER = "/org/apache/qpid/server/SystemLauncher.class";
  private static final int CONNECT_TIMEOUT_MS = 2_000;

  private final StateFolder folder;
  private final StateLock lock;
  private final EmbeddedBroker broker;
  private final EmbeddedRedis redis;
  private final Endpoints endpoints;

  private EmbeddedServers(
      StateFolder folder, StateLock lock, EmbeddedBroker broker, EmbeddedRedis redis) {
    this.folder = folder;
    this.lock = lock;
    this.broker = broker;
    this.redis = redis;
    this.endpoints = new Endpoints(broker.uri(), redis.uri());
  }

  /**
   * Starts both servers and waits until they are up. A Redis left over from an earlier run is
   * stopped first. The caller must close what it gets; if this process is killed, the servers end
   * with it all the same.
   *
   * @param folder the Job's; made if it is not there
   * @param env the environment: the cache folder, and the PATH
   * @throws GleanerException configuration, if the Job is already running here, the folder cannot
   *     be used, no Redis runs on this machine, or this Gleaner came without servers; transient, if
   *     a server does not come up
   */
  public static EmbeddedServers start(StateFolder folder, Map<String, String> env) {
    if (EmbeddedServers.class.getResource(BROKER) == null) {
      throw GleanerException.configuration(
          "No servers are configured, and this Gleaner has none of its own, as in the image"
              + " gleaner-coordinator: give --broker and --ledger, or GLEANER_BROKER_FILE and"
              + " GLEANER_LEDGER_FILE.");
    }
    folder.create();
    StateLock lock = StateLock.take(folder);
    // The broker's start is most of the time: Redis comes up meanwhile.
    Executor threads = task -> new Thread(task, "embedded-broker-start").start();
    CompletableFuture<EmbeddedBroker> broker =
        CompletableFuture.supplyAsync(() -> EmbeddedBroker.start(folder.file("broker")), threads);
    @Nullable EmbeddedRedis redis = null;
    @Nullable EmbeddedServers servers = null;
    try {
      redis = EmbeddedRedis.start(folder, RedisBinary.locate(UserFolders.cache(env), env), env);
      EmbeddedServers started = new EmbeddedServers(folder, lock, broker.join(), redis);
      new ServersFile(started.endpoints, ProcessHandle.current().pid(), redis.pid()).write(folder);
      LOG.debug("The embedded servers are up: {}", started.endpoints);
      servers = started;
      return servers;
    } catch (CompletionException e) {
      throw e.getCause() instanceof GleanerException cause ? cause : e;
    } finally {
      if (servers == null) {
        stop(lock, redis, broker);
      }
    }
  }

  /**
   * The servers of the Job's coordinator that runs on this machine now, for commands that look at
   * it or take part in it.
   *
   * @return empty if none is running
   * @throws GleanerException configuration, if the folder's record cannot be read
   */
  public static Optional<Endpoints> find(StateFolder folder) {
    return ServersFile.read(folder)
        .map(ServersFile::endpoints)
        .filter(found -> listens(found.broker()) && answers(found.ledger()));
  }

  /** Where the servers are, with their passwords. */
  public Endpoints endpoints() {
    return endpoints;
  }

  /** Stops both servers. What the ledger holds is kept; what the broker holds is not. */
  @Override
  public void close() {
    ServersFile.delete(folder);
    try (lock;
        redis) {
      broker.close();
    }
  }

  private static boolean listens(URI uri) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), CONNECT_TIMEOUT_MS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Only the server that was recorded takes its random password. */
  private static boolean answers(URI uri) {
    String password = uri.getUserInfo().substring(1);
    return RedisConnection.greet(uri.getPort(), password) == RedisConnection.Answer.READY;
  }

  private static void stop(
      StateLock lock, @Nullable EmbeddedRedis redis, CompletableFuture<EmbeddedBroker> broker) {
    if (redis != null) {
      redis.close();
    }
    broker.thenAccept(EmbeddedBroker::close).exceptionally(failed -> null).join();
    lock.close();
  }
}
