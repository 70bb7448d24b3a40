package io.gleaner.faults.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands between one party and one server: its address survives the server's restarts, and its
 * connections can be cut without touching anybody else's.
 */
public final class TcpProxy implements AutoCloseable {
  private static final int CONNECT_MILLIS = 2_000;

  private final ServerSocket listener;
  private final int target;
  private final Valve valve = new Valve();
  private final Set<Passage> passages = ConcurrentHashMap.newKeySet();

  private TcpProxy(ServerSocket listener, int target) {
    this.listener = listener;
    this.target = target;
  }

  /** Listens on a free port of loopback, for the server at a port of loopback. */
  public static TcpProxy to(int target) {
    try {
      ServerSocket listener = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
      TcpProxy proxy = new TcpProxy(listener, target);
      Thread thread = new Thread(proxy::accept, "proxy to " + target);
      thread.setDaemon(true);
      thread.start();
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException("the proxy cannot listen", e);
    }
  }

  /** Where the party connects to. */
  public int port() {
    return listener.getLocalPort();
  }

  /** From now on treats connections so; those that are open too. */
  public void set(Flow flow) {
    valve.set(flow);
    if (flow == Flow.RESETTING) {
      passages.forEach(Passage::reset);
    }
  }

  /** How many connections are open. */
  public int connections() {
    return passages.size();
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the proxy's port does not close", e);
    } finally {
      set(Flow.RESETTING);
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        // Connecting to a server that is not there must not keep others waiting.
        Thread thread = new Thread(() -> open(client), "proxy connects to " + target);
        thread.setDaemon(true);
        thread.start();
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void open(Socket client) {
    if (valve.flow() == Flow.RESETTING) {
      Passage.reset(client);
      return;
    }
    Socket server = new Socket();
    try {
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      server.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), target), CONNECT_MILLIS);
    } catch (IOException noServer) {
      Passage.reset(client);
      Passage.reset(server);
      return;
    }
    Passage passage = new Passage(client, server, valve, passages::remove);
    passages.add(passage);
    passage.start();
    if (valve.flow() == Flow.RESETTING) {
      passage.reset();
    }
  }
}
