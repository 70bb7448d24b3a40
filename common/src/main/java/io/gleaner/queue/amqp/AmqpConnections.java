package io.gleaner.queue.amqp;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.gleaner.failure.GleanerException;
import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.TimeoutException;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Makes connections to one broker. The client library's own recovery is off: it would reuse
 * delivery tags, consumer tags and channels that the rest of Gleaner relies on never seeing twice.
 */
public final class AmqpConnections {
  private final BrokerAddress address;
  private final AmqpSettings settings;
  private final ConnectionFactory factory;

  /**
   * Connects to nothing yet.
   *
   * @param trust whom to trust, for TLS; null for a connection without
   */
  AmqpConnections(
      BrokerAddress address,
      AmqpSettings settings,
      SocketFactory sockets,
      @Nullable SSLContext trust) {
    this.address = address;
    this.settings = settings;
    this.factory = factory(address, settings, sockets, trust);
  }

  /**
   * Prepares connections; makes none yet.
   *
   * @param uri {@code amqp(s)://[user[:password]@]host[:port][/virtual-host]}; with amqps the
   *     server's certificate and name are verified against the trust store of the JVM, or what the
   *     parameters of {@link io.gleaner.tls.TlsFiles} name
   * @throws GleanerException configuration if the address cannot be read; the message does not
   *     quote it
   */
  public static AmqpConnections to(String uri, AmqpSettings settings) {
    BrokerAddress address = BrokerAddress.parse(uri);
    // Reading Java's trust store takes a good part of a start: only for TLS.
    SSLContext trust = address.tls() ? trust(address) : null;
    return new AmqpConnections(address, settings, SocketFactory.getDefault(), trust);
  }

  private static SSLContext trust(BrokerAddress address) {
    try {
      return address.files().isEmpty()
          ? SSLContext.getDefault()
          : address.files().context("The broker");
    } catch (NoSuchAlgorithmException e) {
      throw GleanerException.configuration(
          "Java's trust store for TLS cannot be read: " + AmqpErrors.reason(e) + ".");
    }
  }

  /**
   * Connects, shakes hands and logs in, and closes the connection again: tells a wrong setting
   * before any work starts.
   *
   * @throws GleanerException transient if the broker does not answer, configuration if it refuses
   *     us
   */
  public void check() {
    open("check", "-", "-").abort();
  }

  /** Connects under the name "gleaner ROLE JOB ID", which the broker's tools show. */
  Connection open(String role, String job, String id) {
    try {
      return factory.newConnection("gleaner " + role + " " + job + " " + id);
    } catch (IOException | TimeoutException | RuntimeException e) {
      throw AmqpErrors.connecting(address, e);
    }
  }

  BrokerAddress address() {
    return address;
  }

  AmqpSettings settings() {
    return settings;
  }

  private static ConnectionFactory factory(
      BrokerAddress address,
      AmqpSettings settings,
      SocketFactory sockets,
      @Nullable SSLContext trust) {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost(address.host());
    factory.setPort(address.port());
    factory.setUsername(address.user());
    factory.setPassword(address.password());
    factory.setVirtualHost(address.virtualHost());
    factory.setAutomaticRecoveryEnabled(false);
    factory.setTopologyRecoveryEnabled(false);
    factory.setRequestedHeartbeat(Math.toIntExact(settings.heartbeat().toSeconds()));
    int connectMillis = Math.toIntExact(settings.connectTimeout().toMillis());
    factory.setConnectionTimeout(connectMillis);
    factory.setHandshakeTimeout(connectMillis);
    factory.setChannelRpcTimeout(Math.toIntExact(settings.replyTimeout().toMillis()));
    factory.setExceptionHandler(new QuietExceptionHandler());
    factory.setThreadFactory(DaemonThreads.named("amqp-client"));
    if (trust != null) {
      factory.useSslProtocol(trust);
      factory.enableHostnameVerification();
    } else {
      factory.setSocketFactory(sockets);
    }
    return factory;
  }
}
