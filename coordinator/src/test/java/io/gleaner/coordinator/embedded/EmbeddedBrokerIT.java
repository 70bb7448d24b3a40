package io.gleaner.coordinator.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {
  private static final long CONFIRM_MS = 20_000;

  @TempDir static Path folder;
  private static EmbeddedBroker broker;

  private Connection connection;
  private Channel channel;
  private String queue;

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.start(folder.resolve("broker"));
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
    assertThat(folder).as("it writes no files").isEmptyDirectory();
  }

  @BeforeEach
  void connect(TestInfo test) throws Exception {
    connection = Sandbox.factory(broker.uri()).newConnection();
    channel = connection.createChannel();
    queue = test.getTestMethod().orElseThrow().getName();
    // The arguments that a queue gets on RabbitMQ, which this broker does not know.
    channel.queueDeclare(
        queue,
        true,
        false,
        false,
        Map.of("x-queue-type", "quorum", "x-delivery-limit", -1, "x-consumer-timeout", 10L));
    channel.confirmSelect();
  }

  @AfterEach
  void disconnect() {
    connection.abort();
  }

  @Test
  void a_message_of_one_mebibyte_arrives_unchanged() throws Exception {
    byte[] body = new byte[1024 * 1024];
    new Random(7).nextBytes(body);
    publish(body);
    assertThat(take().getBody()).isEqualTo(body);
  }

  @Test
  void headers_and_their_types_arrive_unchanged() throws Exception {
    Map<String, Object> headers = Map.of("gleaner-index", 5_000_000_000L, "gleaner-uid", "u-1");
    channel.basicPublish(
        "",
        queue,
        true,
        new AMQP.BasicProperties.Builder().deliveryMode(2).headers(headers).build(),
        utf8("x"));
    assertThat(channel.waitForConfirms(CONFIRM_MS)).isTrue();
    Map<String, Object> arrived = take().getProps().getHeaders();
    assertThat(arrived.get("gleaner-index")).isEqualTo(5_000_000_000L);
    assertThat(arrived.get("gleaner-uid")).hasToString("u-1");
  }

  @Test
  void a_message_that_is_given_back_comes_again_marked_and_as_often_as_it_takes() throws Exception {
    publish(utf8("a"));
    GetResponse first = take();
    assertThat(first.getEnvelope().isRedeliver()).isFalse();
    channel.basicNack(first.getEnvelope().getDeliveryTag(), false, true);
    for (int attempt = 1; attempt <= 30; attempt++) {
      GetResponse again = take();
      assertThat(again.getBody()).isEqualTo(utf8("a"));
      assertThat(again.getEnvelope().isRedeliver()).isTrue();
      channel.basicNack(again.getEnvelope().getDeliveryTag(), false, true);
    }
    channel.basicAck(take().getEnvelope().getDeliveryTag(), false);
    assertThat(channel.messageCount(queue)).isZero();
  }

  @Test
  void a_mandatory_message_without_a_queue_is_returned_and_the_channel_stays_open()
      throws Exception {
    List<String> returned = new CopyOnWriteArrayList<>();
    channel.addReturnListener(message -> returned.add(message.getRoutingKey()));
    channel.basicPublish("", "nowhere", true, MessageProperties.PERSISTENT_BASIC, utf8("x"));
    channel.waitForConfirms(CONFIRM_MS);
    await().untilAsserted(() -> assertThat(returned).containsExactly("nowhere"));
    publish(utf8("still open"));
  }

  @Test
  void a_consumer_gets_no_more_than_its_credit() throws Exception {
    for (int i = 0; i < 5; i++) {
      publish(utf8("m" + i));
    }
    BlockingQueue<Long> tags = new LinkedBlockingQueue<>();
    channel.basicQos(2);
    channel.basicConsume(
        queue,
        false,
        (tag, message) -> tags.add(message.getEnvelope().getDeliveryTag()),
        tag -> {});
    Long first = tags.poll(20, TimeUnit.SECONDS);
    assertThat(first).isNotNull();
    assertThat(tags.poll(20, TimeUnit.SECONDS)).isNotNull();
    assertThat(takeAndGiveBackAll()).isEqualTo(3);
    channel.basicAck(first, false);
    assertThat(tags.poll(20, TimeUnit.SECONDS)).isNotNull();
    assertThat(takeAndGiveBackAll()).isEqualTo(2);
  }

  @Test
  void what_a_lost_connection_held_comes_back() throws Exception {
    publish(utf8("a"));
    Connection other = Sandbox.factory(broker.uri()).newConnection();
    assertThat(other.createChannel().basicGet(queue, false)).isNotNull();
    assertThat(channel.basicGet(queue, false)).isNull();
    other.abort();
    assertThat(takeWithin(20).getEnvelope().isRedeliver()).isTrue();
  }

  @Test
  void a_silent_client_loses_its_messages_by_the_heartbeat() throws Exception {
    publish(utf8("a"));
    MutedSockets sockets = new MutedSockets();
    ConnectionFactory factory = Sandbox.factory(broker.uri());
    factory.setRequestedHeartbeat(1);
    factory.setSocketFactory(sockets);
    Connection silent = factory.newConnection();
    try {
      assertThat(silent.getHeartbeat()).isEqualTo(1);
      assertThat(silent.createChannel().basicGet(queue, false)).isNotNull();
      assertThat(channel.basicGet(queue, false)).isNull();
      sockets.mute();
      assertThat(takeWithin(20).getEnvelope().isRedeliver()).isTrue();
    } finally {
      silent.abort(1_000);
    }
  }

  @Test
  void a_connection_may_have_500_channels_with_a_consumer_each() throws Exception {
    for (int i = 0; i < 500; i++) {
      connection.createChannel().basicConsume(queue, false, (tag, message) -> {}, tag -> {});
    }
    assertThat(channel.consumerCount(queue)).isEqualTo(500);
  }

  @Test
  void there_may_be_300_connections() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    List<Connection> connections = new ArrayList<>();
    try {
      for (int i = 0; i < 300; i++) {
        connections.add(Sandbox.factory(broker.uri()).newConnection(threads));
      }
      Channel last = connections.get(299).createChannel();
      publish(utf8("a"));
      assertThat(last.basicGet(queue, true)).isNotNull();
      assertThat(connections).allMatch(Connection::isOpen);
    } finally {
      connections.forEach(Connection::abort);
      threads.shutdown();
    }
  }

  private void publish(byte[] body) throws Exception {
    channel.basicPublish("", queue, true, MessageProperties.PERSISTENT_BASIC, body);
    assertThat(channel.waitForConfirms(CONFIRM_MS)).isTrue();
  }

  private GetResponse take() throws Exception {
    GetResponse message = channel.basicGet(queue, false);
    assertThat(message).isNotNull();
    return message;
  }

  /** Waits for a message that was not there. */
  private GetResponse takeWithin(int seconds) {
    AtomicReference<@Nullable GetResponse> message = new AtomicReference<>();
    await()
        .atMost(seconds, TimeUnit.SECONDS)
        .until(
            () -> {
              message.set(channel.basicGet(queue, false));
              return message.get() != null;
            });
    return Objects.requireNonNull(message.get());
  }

  /** How many can be taken: this broker's message count includes those that are out. */
  private int takeAndGiveBackAll() throws Exception {
    try (Channel other = connection.createChannel()) {
      int taken = 0;
      while (other.basicGet(queue, false) != null) {
        taken++;
      }
      return taken;
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
