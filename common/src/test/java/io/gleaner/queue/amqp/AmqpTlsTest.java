package io.gleaner.queue.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS verification, against a server that shakes hands and hangs up. */
class AmqpTlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir Path folder;

  @Test
  void anUnknownCertificateIsRefused() throws Exception {
    KeyStore server = certificateFor("ip:127.0.0.1");
    assertUntrusted(server, SSLContext.getDefault());
  }

  @Test
  void aKnownCertificateOfAnotherNameIsRefused() throws Exception {
    KeyStore server = certificateFor("dns:elsewhere.example");
    assertUntrusted(server, context(server));
  }

  @Test
  void aKnownCertificateOfTheRightNameIsAccepted() throws Exception {
    KeyStore server = certificateFor("ip:127.0.0.1");
    // The handshake succeeds; then this server, which speaks no AMQP, hangs up.
    assertThat(connecting(server, context(server)).kind()).isEqualTo(ErrorKind.TRANSIENT);
  }

  @Test
  void aServerThatHangsUpDuringTheHandshakeIsAskedAgain() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread thread =
          new Thread(
              () -> {
                try (Socket client = socket.accept()) {
                  client.getInputStream().read();
                  client.setSoLinger(true, 0);
                } catch (IOException expected) {
                  // As the client sees it.
                }
              },
              "hangs-up");
      thread.setDaemon(true);
      thread.start();
      BrokerAddress address =
          BrokerAddress.parse("amqps://guest:guest@127.0.0.1:" + socket.getLocalPort());
      AmqpConnections connections =
          new AmqpConnections(
              address,
              AmqpSettings.defaults(),
              SocketFactory.getDefault(),
              SSLContext.getDefault());
      assertThatThrownBy(connections::check)
          .isInstanceOfSatisfying(
              GleanerException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.TRANSIENT));
    }
  }

  private static void assertUntrusted(KeyStore server, SSLContext trust) throws Exception {
    GleanerException refused = connecting(server, trust);
    assertThat(refused.kind()).isEqualTo(ErrorKind.CONFIGURATION);
    assertThat(refused).hasMessageContaining("no TLS connection that can be trusted");
  }

  private static GleanerException connecting(KeyStore server, SSLContext trust) throws Exception {
    try (SSLServerSocket socket =
        (SSLServerSocket)
            context(server)
                .getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread thread = new Thread(() -> shakeHands(socket), "tls-server");
      thread.setDaemon(true);
      thread.start();
      BrokerAddress address =
          BrokerAddress.parse("amqps://guest:guest@127.0.0.1:" + socket.getLocalPort());
      AmqpConnections connections =
          new AmqpConnections(address, AmqpSettings.defaults(), SocketFactory.getDefault(), trust);
      GleanerException[] thrown = new GleanerException[1];
      assertThatThrownBy(connections::check)
          .isInstanceOfSatisfying(GleanerException.class, e -> thrown[0] = e);
      return thrown[0];
    }
  }

  private static void shakeHands(SSLServerSocket server) {
    try (SSLSocket client = (SSLSocket) server.accept()) {
      client.startHandshake();
      client.getInputStream().readNBytes(8);
    } catch (IOException expected) {
      // The client refuses us in most of these tests.
    }
  }

  private KeyStore certificateFor(String name) throws Exception {
    Path store = folder.resolve("store.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "broker",
                "-keyalg",
                "EC",
                "-dname",
                "CN=broker",
                "-ext",
                "san=" + name,
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(keytool.exitValue()).isZero();
    KeyStore loaded = KeyStore.getInstance("PKCS12");
    try (InputStream stream = Files.newInputStream(store)) {
      loaded.load(stream, PASSWORD);
    }
    return loaded;
  }

  /** Has the certificate's key, and trusts the certificate. */
  private static SSLContext context(KeyStore store) throws GeneralSecurityException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    try {
      trusted.load(null, null);
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
    trusted.setCertificateEntry("broker", store.getCertificate("broker"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
