package io.gleaner.faults.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.function.Consumer;

/** One connection through the proxy: two sockets and a thread for each direction. */
final class Passage {
  private static final int CHUNK = 16 * 1024;

  private final Socket client;
  private final Socket server;
  private final Valve valve;
  private final Consumer<Passage> ended;

  Passage(Socket client, Socket server, Valve valve, Consumer<Passage> ended) {
    this.client = client;
    this.server = server;
    this.valve = valve;
    this.ended = ended;
  }

  void start() {
    thread(() -> pump(client, server, true)).start();
    thread(() -> pump(server, client, false)).start();
  }

  /** Ends both sides by a reset, not by a farewell. */
  void reset() {
    reset(client);
    reset(server);
    ended.accept(this);
  }

  static void reset(Socket socket) {
    try (socket) {
      socket.setSoLinger(true, 0);
    } catch (IOException e) {
      // Closed already.
      return;
    }
  }

  private void pump(Socket from, Socket to, boolean towardsServer) {
    byte[] buffer = new byte[CHUNK];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      int count = in.read(buffer);
      while (count >= 0) {
        // What was read before the cut is held back too, and arrives late after it.
        if (!valve.await(towardsServer)) {
          break;
        }
        out.write(buffer, 0, count);
        count = in.read(buffer);
      }
      if (count < 0) {
        // A farewell is a packet like any other: a held-up network does not bring it either.
        valve.await(towardsServer);
        to.shutdownOutput();
        if (!from.isOutputShutdown()) {
          return;
        }
      }
    } catch (IOException e) {
      // One side has gone: so must the other.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    reset();
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "passage");
    thread.setDaemon(true);
    return thread;
  }
}
