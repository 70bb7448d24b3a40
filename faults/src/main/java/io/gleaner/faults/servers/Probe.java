package io.gleaner.faults.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Whether a server answers in its own protocol: a port that accepts says nothing yet. */
final class Probe {
  private static final byte[] AMQP = {'A', 'M', 'Q', 'P', 0, 0, 9, 1};
  private static final int MILLIS = 1_000;

  private Probe() {}

  /** Whether a broker begins the AMQP handshake. */
  static boolean broker(int port) {
    // Connection.start is a method frame, which begins with 1.
    return answer(port, AMQP, 1).startsWith("\1");
  }

  /** Whether a Redis takes the password and commands; one that still loads its file does not. */
  static boolean ledger(int port, String secret) {
    byte[] request = ("AUTH " + secret + "\r\nPING\r\n").getBytes(StandardCharsets.US_ASCII);
    return answer(port, request, "+OK\r\n+PONG\r\n".length()).equals("+OK\r\n+PONG\r\n");
  }

  /** A port of loopback that nobody listens on now. */
  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port", e);
    }
  }

  private static String answer(int port, byte[] request, int length) {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(MILLIS);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), MILLIS);
      socket.getOutputStream().write(request);
      InputStream in = socket.getInputStream();
      return new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
    } catch (IOException notYet) {
      return "";
    }
  }
}
