package io.gleaner.faults.evidence;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Redis' protocol, as much as reading a few keys takes. Not Gleaner's own client: what is checked
 * must not check itself.
 */
final class RespClient implements AutoCloseable {
  private static final int MILLIS = 10_000;

  private final Socket socket;
  private final DataInputStream in;

  RespClient(int port, String secret) throws IOException {
    socket = new Socket();
    socket.setSoTimeout(MILLIS);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), MILLIS);
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    ask("AUTH", secret);
  }

  /** The answer's values as Latin-1 text, which keeps bytes; a missing value is empty. */
  List<String> ask(String... words) throws IOException {
    StringBuilder request = new StringBuilder("*" + words.length + "\r\n");
    for (String word : words) {
      request.append("$").append(word.length()).append("\r\n").append(word).append("\r\n");
    }
    OutputStream out = socket.getOutputStream();
    out.write(request.toString().getBytes(StandardCharsets.ISO_8859_1));
    List<String> values = new ArrayList<>();
    read(values);
    return values;
  }

  private void read(List<String> values) throws IOException {
    String line = line();
    String rest = line.substring(1);
    switch (line.charAt(0)) {
      case '-' -> throw new IOException("Redis says: " + rest);
      case '$' -> values.add(bulk(Integer.parseInt(rest)));
      case '*' -> {
        for (int i = 0; i < Integer.parseInt(rest); i++) {
          read(values);
        }
      }
      default -> values.add(rest);
    }
  }

  private String bulk(int length) throws IOException {
    if (length < 0) {
      return "";
    }
    byte[] bytes = in.readNBytes(length);
    line();
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    int next = in.readUnsignedByte();
    while (next != '\n') {
      if (next != '\r') {
        line.append((char) next);
      }
      next = in.readUnsignedByte();
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
