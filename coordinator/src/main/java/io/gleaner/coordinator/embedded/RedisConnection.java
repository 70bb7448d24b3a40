package io.gleaner.coordinator.embedded;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Just enough of Redis' protocol to ask whether a server on this machine is up, and to shut it
 * down. Without the ledger's driver, whose start would take longer than the server's.
 */
final class RedisConnection implements AutoCloseable {
  private static final int TIMEOUT_MS = 2_000;

  private final Socket socket;
  private final InputStream replies;

  private RedisConnection(Socket socket) throws IOException {
    this.socket = socket;
    this.replies = new BufferedInputStream(socket.getInputStream());
  }

  /** What a server said to a greeting. */
  enum Answer {
    /** It is up, and the password is right. */
    READY,
    /** It is reading its data. */
    LOADING,
    /** The password is wrong, or it is no Redis. */
    STRANGER,
    /** Nobody listens, or nobody answers. */
    SILENT
  }

  /** Greets whoever listens on a loopback port. */
  static Answer greet(int port, String password) {
    try (RedisConnection redis = open(port)) {
      if (!redis.command("AUTH", password).equals("+OK")) {
        return Answer.STRANGER;
      }
      String pong = redis.command("PING");
      if (pong.startsWith("-LOADING")) {
        return Answer.LOADING;
      }
      return pong.equals("+PONG") ? Answer.READY : Answer.STRANGER;
    } catch (IOException e) {
      return Answer.SILENT;
    }
  }

  /**
   * Asks a server to stop. Its append-only file is written first; NOSAVE only leaves out a dump.
   *
   * @return whether the server let us in: if so it will stop, or has stopped
   */
  static boolean shutdown(int port, String password) {
    try (RedisConnection redis = open(port)) {
      if (!redis.command("AUTH", password).equals("+OK")) {
        return false;
      }
      try {
        redis.command("SHUTDOWN", "NOSAVE");
      } catch (IOException e) {
        // As it should be: it closes the connection instead of answering.
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** 127.0.0.1, on which the servers listen also where a machine prefers IPv6. */
  static InetAddress loopback() throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }

  /** Connects to whoever listens on a loopback port. */
  static RedisConnection open(int port) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(loopback(), port), TIMEOUT_MS);
      socket.setSoTimeout(TIMEOUT_MS);
      return new RedisConnection(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /**
   * Sends a command of plain ASCII words.
   *
   * @return the first line of the answer: all of it, unless that is a string or a list
   */
  String command(String... words) throws IOException {
    StringBuilder request = new StringBuilder("*").append(words.length).append("\r\n");
    for (String word : words) {
      request.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
    }
    socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.US_ASCII));
    return line();
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = replies.read(); next != '\n'; next = replies.read()) {
      if (next < 0) {
        throw new EOFException();
      }
      line.write(next);
    }
    return line.toString(StandardCharsets.US_ASCII).stripTrailing();
  }
}
