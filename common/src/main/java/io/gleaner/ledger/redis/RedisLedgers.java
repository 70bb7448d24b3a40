package io.gleaner.ledger.redis;

import io.gleaner.tls.TlsFiles;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.DefaultEventLoopGroupProvider;
import io.netty.util.concurrent.DefaultEventExecutorGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutorGroup;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/**
 * Opens ledgers in one Redis. All of them share one thread for the network and one for timers, both
 * daemons.
 */
public final class RedisLedgers implements AutoCloseable {
  private final RedisOptions options;
  private final EventExecutorGroup timers;
  private final ClientResources resources;
  private final RedisClient client;
  private final RedisURI uri;
  private final Set<RedisLedger> open = ConcurrentHashMap.newKeySet();

  private RedisLedgers(RedisOptions options) {
    this.options = options;
    URI address = options.uri();
    TlsFiles files = TlsFiles.parse("The ledger", address.getRawQuery(), options.tls());
    this.uri = RedisURI.create(withoutQuery(address));
    uri.setClientName(options.clientName());
    uri.setTimeout(options.timeout());
    timers = new DefaultEventExecutorGroup(1, new DefaultThreadFactory("gleaner-ledger", true));
    resources =
        DefaultClientResources.builder()
            .eventLoopGroupProvider(new DefaultEventLoopGroupProvider(1))
            .eventExecutorGroup(timers)
            .commandLatencyRecorder(CommandLatencyRecorder.disabled())
            .eventBus(NoEvents.INSTANCE)
            .build();
    client = new PubSubClient(resources);
    client.setOptions(clientOptions(options, files));
  }

  /** Prepares for a server; nothing is connected yet. */
  public static RedisLedgers of(RedisOptions options) {
    return new RedisLedgers(options);
  }

  /**
   * Connects to one Job's ledger, with all defaults. Closing it frees everything.
   *
   * @throws io.gleaner.failure.GleanerException of kind transient when Redis cannot be reached, of
   *     kind configuration when it refuses the caller or cannot keep a ledger
   */
  public static RedisLedger connect(URI uri, String job, String clientName) {
    RedisLedgers ledgers = of(RedisOptions.of(uri, clientName));
    try {
      return ledgers.connect(job, ledger -> ledgers.close());
    } catch (RuntimeException e) {
      ledgers.close();
      throw e;
    }
  }

  /** Connects to one Job's ledger; throws as {@link #connect(URI, String, String)} does. */
  public RedisLedger connect(String job) {
    return connect(job, ledger -> {});
  }

  private RedisLedger connect(String job, Consumer<RedisLedger> afterClose) {
    JobKeys keys = new JobKeys(job);
    RedisErrors errors = new RedisErrors(options.where());
    Link link = link(keys, errors);
    Consumer<RedisLedger> remove = open::remove;
    RedisLedger ledger =
        new RedisLedger(job, link, errors, keys, options, remove.andThen(afterClose));
    open.add(ledger);
    return ledger;
  }

  /** See {@link RedisSpace#connect}. */
  RedisSpace space(String name) {
    JobKeys keys = new JobKeys(name);
    RedisErrors errors = new RedisErrors(options.where());
    return new RedisSpace(this, link(keys, errors), errors, keys);
  }

  private Link link(JobKeys keys, RedisErrors errors) {
    Link link =
        new Link(new Connector(client, uri, options, keys, timers), errors, options, timers);
    try {
      link.start().join();
      return link;
    } catch (CompletionException e) {
      var unused = link.close();
      throw errors.translate(e);
    }
  }

  /** Closes the client and every ledger that was opened here. */
  @Override
  public void close() {
    List.copyOf(open).forEach(RedisLedger::close);
    client.shutdown(0, 0, TimeUnit.SECONDS);
    var unusedResources = resources.shutdown(0, 0, TimeUnit.SECONDS);
    var unusedTimers = timers.shutdownGracefully(0, 0, TimeUnit.SECONDS);
  }

  /** The driver has parameters of its own there. */
  private static URI withoutQuery(URI uri) {
    String text = uri.toString();
    return uri.getRawQuery() == null ? uri : URI.create(text.substring(0, text.indexOf('?')));
  }

  private static ClientOptions clientOptions(RedisOptions options, TlsFiles files) {
    ClientOptions.Builder builder = ClientOptions.builder();
    if (!files.isEmpty()) {
      // An unusable file is told now, not when something is connected.
      SSLContext unused = files.context("The ledger");
      builder.sslOptions(SslOptions.builder().jdkSslProvider().sslContext(files::applyTo).build());
    }
    return builder
        // The driver's own reconnection would repeat what was under way; a repeated barrier or a
        // late renewal is wrong.
        .autoReconnect(false)
        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
        // Link gives up the whole connection instead: an answer that is overdue must never come.
        .timeoutOptions(TimeoutOptions.builder().timeoutCommands(false).build())
        .protocolVersion(ProtocolVersion.RESP3)
        .maintNotificationsConfig(MaintNotificationsConfig.disabled())
        .socketOptions(
            SocketOptions.builder().connectTimeout(options.timeout()).keepAlive(true).build())
        .build();
  }
}
