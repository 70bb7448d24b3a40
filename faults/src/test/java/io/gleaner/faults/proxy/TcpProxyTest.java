package io.gleaner.faults.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpProxyTest {
  private static final int SHORT_MILLIS = 100;
  private static final int LONG_MILLIS = 10_000;

  private final ServerSocket server = listen();
  private final TcpProxy proxy = TcpProxy.to(server.getLocalPort());
  private Socket client = new Socket();
  private Socket accepted = new Socket();

  @BeforeEach
  void connect() throws IOException {
    client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    accepted = server.accept();
    client.setSoTimeout(LONG_MILLIS);
    accepted.setSoTimeout(LONG_MILLIS);
    say(client, 'a');
    assertThat(accepted.getInputStream().read()).isEqualTo('a');
  }

  @AfterEach
  void close() throws IOException {
    proxy.close();
    server.close();
    client.close();
    accepted.close();
  }

  @Test
  void what_was_held_up_arrives_after_the_cut() throws IOException {
    proxy.set(Flow.HELD_UP);
    say(client, 'b');
    assertNothing(accepted);
    proxy.set(Flow.PASSING);
    assertThat(accepted.getInputStream().read()).isEqualTo('b');
  }

  @Test
  void answers_can_be_held_up_alone() throws IOException {
    proxy.set(Flow.ANSWERS_HELD_UP);
    say(client, 'b');
    assertThat(accepted.getInputStream().read()).isEqualTo('b');
    say(accepted, 'c');
    assertNothing(client);
    proxy.set(Flow.PASSING);
    assertThat(client.getInputStream().read()).isEqualTo('c');
  }

  @Test
  void a_reset_ends_both_sides_hard_and_refuses_new_connections() throws IOException {
    proxy.set(Flow.RESETTING);
    assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
    assertThatThrownBy(() -> accepted.getInputStream().read()).isInstanceOf(SocketException.class);
    assertThat(proxy.connections()).isZero();
    try (Socket again = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
      again.setSoTimeout(LONG_MILLIS);
      assertThatThrownBy(() -> again.getInputStream().read()).isInstanceOf(SocketException.class);
    }
  }

  @Test
  void after_a_reset_the_same_address_works_again() throws IOException {
    proxy.set(Flow.RESETTING);
    proxy.set(Flow.PASSING);
    try (Socket again = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        Socket other = server.accept()) {
      say(again, 'd');
      assertThat(other.getInputStream().read()).isEqualTo('d');
    }
  }

  @Test
  void a_farewell_of_one_side_reaches_the_other() throws IOException {
    client.shutdownOutput();
    assertThat(accepted.getInputStream().read()).isEqualTo(-1);
    accepted.shutdownOutput();
    assertThat(client.getInputStream().read()).isEqualTo(-1);
    await().until(() -> proxy.connections() == 0);
  }

  private static void assertNothing(Socket socket) throws IOException {
    socket.setSoTimeout(SHORT_MILLIS);
    assertThatThrownBy(() -> socket.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
    socket.setSoTimeout(LONG_MILLIS);
  }

  private static void say(Socket socket, int letter) throws IOException {
    socket.getOutputStream().write(letter);
  }

  private static ServerSocket listen() {
    try {
      return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
