package io.gleaner.queue.amqp;

import static io.gleaner.queue.RecordingListener.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.GetResponse;
import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import io.gleaner.queue.ItemConsumer;
import io.gleaner.queue.QueueAdmin;
import io.gleaner.queue.QueueBackend;
import io.gleaner.queue.QueueContract;
import io.gleaner.queue.RecordingListener;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What the AMQP adapter does on every broker, beyond the ports' contract. */
abstract class AmqpContract extends QueueContract {
  /** The broker's address, with a user and a password in it. */
  protected abstract String uri();

  /** An expiration in an hour. */
  protected String expiration() {
    return "3600000";
  }

  @Override
  protected QueueBackend backend(String job) {
    return new AmqpBackend(uri(), job, QueueType.QUORUM);
  }

  @Test
  void theRightAddressIsAccepted() {
    assertThatCode(() -> AmqpConnections.to(uri(), AmqpSettings.defaults()).check())
        .doesNotThrowAnyException();
  }

  @Test
  void aWrongPasswordIsAConfigurationErrorThatDoesNotShowIt() {
    String wrong = uri().replaceFirst("//([^:@]+):[^@]*@", "//$1:not-the-secret@");
    if (saysThatItRefuses()) {
      assertRefused(wrong, "refuses the user", "password");
    } else {
      assertFails(
          wrong,
          e -> {
            assertThat(e.kind()).isEqualTo(ErrorKind.TRANSIENT);
            assertThat(e.getMessage()).contains("check the name and password");
          });
    }
  }

  /** Whether the broker tells why it ends a connection whose password is wrong. */
  protected boolean saysThatItRefuses() {
    return true;
  }

  /** As a broker does that was frozen while somebody logged in. */
  @Test
  void aConnectionThatEndsDuringTheLoginIsNoWrongPassword() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread broker = new Thread(() -> greetAndHangUp(server), "greets-and-hangs-up");
      broker.setDaemon(true);
      broker.start();
      String uri = uri().replaceFirst("@[^/]+", "@127.0.0.1:" + server.getLocalPort());
      assertFails(uri, e -> assertThat(e.kind()).isEqualTo(ErrorKind.TRANSIENT));
    }
  }

  private void greetAndHangUp(ServerSocket server) {
    String real = BrokerAddress.parse(uri()).place();
    int port = Integer.parseInt(real.substring(real.lastIndexOf(':') + 1));
    try (Socket client = server.accept();
        Socket broker = new Socket(InetAddress.getLoopbackAddress(), port)) {
      broker.getOutputStream().write(client.getInputStream().readNBytes(8));
      DataInputStream in = new DataInputStream(broker.getInputStream());
      byte[] header = in.readNBytes(7);
      int size = ByteBuffer.wrap(header, 3, 4).getInt();
      client.getOutputStream().write(header);
      client.getOutputStream().write(in.readNBytes(size + 1));
      // The answer, with the password; and no word about it.
      client.getInputStream().read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void anUnknownVirtualHostIsAConfigurationError() {
    assertRefused(uri().replaceFirst("(//[^/]+)(/.*)?$", "$1/nowhere"), "virtual host", "nowhere");
  }

  @Test
  void aPortWhereNobodyListensIsTransientAndNamed() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    assertFails(
        "amqp://guest:not-the-secret@127.0.0.1:" + port,
        e -> {
          assertThat(e.kind()).isEqualTo(ErrorKind.TRANSIENT);
          assertThat(e).hasMessageContaining("127.0.0.1:" + port + " does not answer: ");
        });
  }

  @Test
  void aRefusedConsumerSaysSoOnceAndKeepsTrying() {
    String wrong = uri().replaceFirst("(//[^/]+)(/.*)?$", "$1/nowhere");
    CuttableSockets sockets = new CuttableSockets();
    AmqpConnections connections = AmqpBackend.connections(wrong, sockets, AmqpSettings.defaults());
    ItemConsumer consumer = closedAtEnd(amqp().consumer(connections, "refused"));
    consumer.start(heard);
    soon().until(() -> !heard.refusals().isEmpty());
    sockets.refuse(true);
    assertThat(heard.refusals()).hasSize(1);
    assertThat(heard.refusals().get(0)).hasMessageContaining("nowhere");
    assertThat(heard.downs()).isEmpty();
  }

  @Test
  void aConsumerWaitsForABrokerThatIsNotThereYet() {
    admin.create();
    fill(1);
    amqp().sockets().refuse(true);
    ItemConsumer consumer = closedAtEnd(backend.consumer("early"));
    consumer.start(heard);
    soon().until(() -> !heard.downs().isEmpty());
    assertThat(heard.downs().get(0)).contains("does not answer");
    amqp().sockets().refuse(false);
    heard.awaitUp(1);
    consumer.open(1, 1);
    heard.awaitDeliveries(1);
    assertThat(heard.downs()).hasSize(1);
  }

  @Test
  void classicQueuesWorkToo() {
    AmqpBackend classic = new AmqpBackend(uri(), amqp().job() + "-classic", QueueType.CLASSIC);
    closedAtEnd(classic);
    try (QueueAdmin classicAdmin = classic.admin()) {
      assertThat(classicAdmin.create()).isTrue();
      classic.publishRaw(Map.of("gleaner-uid", UID, "gleaner-index", 4), new byte[] {1});
      RecordingListener listener = new RecordingListener();
      ItemConsumer consumer = closedAtEnd(classic.consumer("classic-worker"));
      consumer.start(listener);
      listener.awaitUp(1);
      consumer.open(1, 1);
      for (int i = 0; i < 30; i++) {
        consumer.giveBack(listener.awaitDeliveries(i + 1).get(i).id());
      }
      assertThat(indexes(listener.awaitDeliveries(31))).containsOnly(4L);
    }
  }

  @Test
  void publishedMessagesArePersistentAndCarryTheIndex() {
    admin.create();
    fill(1);
    BasicProperties properties = amqp().takeAll(amqp().names().items()).get(0).getProps();
    assertThat(properties.getDeliveryMode()).isEqualTo(2);
    assertThat(properties.getMessageId()).isEqualTo("0");
    assertThat(properties.getContentType()).isEqualTo("application/octet-stream");
    assertThat(properties.getHeaders().get("gleaner-uid")).hasToString(UID);
    assertThat(properties.getHeaders()).containsEntry("gleaner-index", 0L);
  }

  @Test
  void whatIsSetAsideKeepsItsPropertiesButThoseThatWouldLoseIt() {
    admin.create();
    String user = BrokerAddress.parse(uri()).user();
    amqp()
        .publishRaw(
            new BasicProperties.Builder()
                .contentType("text/plain")
                .correlationId("c-1")
                .expiration(expiration())
                .userId(user)
                .headers(Map.of("CC", List.of(amqp().names().items()), "mine", 5))
                .build(),
            new byte[] {1, 2});
    started().open(1, 1);
    soon().until(() -> !heard.foreign().isEmpty());
    List<GetResponse> aside = amqp().takeAll(amqp().names().foreign());
    assertThat(aside).isNotEmpty();
    BasicProperties properties = aside.get(0).getProps();
    assertThat(properties.getContentType()).isEqualTo("text/plain");
    assertThat(properties.getCorrelationId()).isEqualTo("c-1");
    assertThat(properties.getDeliveryMode()).isEqualTo(2);
    assertThat(properties.getExpiration()).isNull();
    assertThat(properties.getUserId()).isNull();
    assertThat(properties.getHeaders())
        .containsEntry("mine", 5)
        .containsKeys("gleaner-reason", "gleaner-original-CC")
        .doesNotContainKey("CC");
    assertThat(properties.getHeaders().get("gleaner-original-expiration"))
        .hasToString(expiration());
    assertThat(properties.getHeaders().get("gleaner-original-user-id")).hasToString(user);
  }

  @Test
  void whatCannotBeSetAsideStaysUnacknowledgedUntilItCan() {
    admin.create();
    String foreign = amqp().names().foreign();
    amqp().onChannel(channel -> channel.queueDelete(foreign));
    amqp().publishRaw(Map.of(), new byte[] {9});
    ItemConsumer consumer = started();
    consumer.open(1, 1);
    // The consumer's connection, one to set aside, and another after that has failed.
    soon().until(() -> amqp().sockets().made() >= 3);
    assertThat(heard.aside()).hasSize(1);
    backend.cutConnections();
    heard.awaitUp(2);
    consumer.open(2, 1);
    assertThat(heard.foreign()).isEmpty();
    admin.create();
    soon().until(() -> !heard.foreign().isEmpty());
    assertThat(amqp().takeAll(foreign)).allSatisfy(got -> assertThat(got.getBody()).contains(9));
    soon().until(() -> admin.depth().items() == 0);
  }

  final AmqpBackend amqp() {
    return (AmqpBackend) backend;
  }

  private static void assertRefused(String uri, String... words) {
    assertFails(
        uri,
        e -> {
          assertThat(e.kind()).isEqualTo(ErrorKind.CONFIGURATION);
          assertThat(e.getMessage()).contains(words);
        });
  }

  private static void assertFails(String uri, Consumer<GleanerException> check) {
    assertThatThrownBy(() -> AmqpConnections.to(uri, AmqpSettings.defaults()).check())
        .isInstanceOfSatisfying(GleanerException.class, check)
        .hasMessageNotContaining("not-the-secret")
        .hasMessageContaining(BrokerAddress.parse(uri).place());
  }
}
