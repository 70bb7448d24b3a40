package io.gleaner.queue.amqp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import javax.net.SocketFactory;

/** Makes sockets that the test can close under the client, and can refuse to make any. */
final class CuttableSockets extends SocketFactory {
  private final List<Socket> sockets = new ArrayList<>();
  private int made;
  private boolean refusing;

  /** Closes every socket made so far. */
  synchronized void cut() {
    for (Socket socket : sockets) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    sockets.clear();
  }

  /** How many sockets were made. */
  synchronized int made() {
    return made;
  }

  synchronized void refuse(boolean now) {
    refusing = now;
  }

  @Override
  public synchronized Socket createSocket() throws IOException {
    if (refusing) {
      throw new ConnectException("Connection refused");
    }
    Socket socket = new Socket();
    sockets.add(socket);
    made++;
    return socket;
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException();
  }
}
