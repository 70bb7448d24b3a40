package io.gleaner.worker.handler.guard;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import io.gleaner.item.Bytes;
import io.gleaner.worker.handler.posix.Child;
import io.gleaner.worker.handler.posix.Environment;
import io.gleaner.worker.handler.posix.IoBuffer;
import io.gleaner.worker.handler.posix.Pipe;
import io.gleaner.worker.handler.posix.Poller;
import io.gleaner.worker.handler.posix.Signals;
import io.gleaner.worker.handler.posix.SpawnException;
import io.gleaner.worker.handler.posix.Spawner;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * One guard process, a shell script in a session of its own, and the pipe to it. Its standard input
 * is the only copy of the pipe's other end, and no child of the worker inherits this end. The pipe
 * is used by one thread at a time.
 */
final class GuardProcess {
  private static final Bytes SHELL = Bytes.utf8("/bin/sh");
  private static final String SCRIPT = script();

  private final Child child;
  private int pipe;
  private final IoBuffer buffer = new IoBuffer();
  private final Poller poller = new Poller(1);

  private GuardProcess(Child child, int pipe) {
    this.child = child;
    this.pipe = pipe;
    poller.toWrite(0, pipe);
  }

  static GuardProcess start(String workerId) {
    String workerPid = Long.toString(ProcessHandle.current().pid());
    List<Bytes> arguments =
        List.of(
            SHELL,
            Bytes.utf8("-c"),
            Bytes.utf8(SCRIPT),
            Bytes.utf8("gleaner-guard"),
            Bytes.utf8(workerId),
            Bytes.utf8(workerPid));
    // Not GLEANER_WORKER, which it looks for in others, nor any secret.
    Environment environment = Environment.ofThisProcess().only(Set.of("PATH"));
    Spawner spawner = new Spawner(environment, true);
    try {
      Pipe made = Pipe.open();
      try {
        Child child =
            spawner.spawn(
                SHELL, arguments, List.of(), made.readEnd(), Spawner.DEV_NULL, Spawner.DEV_NULL);
        Pipe.close(made.readEnd());
        return new GuardProcess(child, made.writeEnd());
      } catch (SpawnException e) {
        made.close();
        throw e;
      }
    } catch (SpawnException e) {
      throw new GleanerException(
          ErrorKind.TRANSIENT,
          "the guard, which ends handlers when their worker dies, could not be started by /bin/sh: "
              + e.getMessage(),
          e);
    }
  }

  /** The guard's process number. */
  int pid() {
    return child.pid();
  }

  /** Sends a line without ever waiting; false if the guard does not take it. */
  boolean send(String line) {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.US_ASCII);
    poller.await(0);
    return poller.ready(0) && buffer.write(pipe, bytes, 0) == bytes.length;
  }

  /** Ends the input: the guard kills what is left, then itself. Nothing can be sent any more. */
  void closeInput() {
    poller.toWrite(0, Poller.NONE);
    Pipe.close(pipe);
    pipe = Poller.NONE;
  }

  /** Kills the guard with all its processes. */
  void kill() {
    child.signalGroup(Signals.KILL);
  }

  void awaitEnd() {
    child.awaitEnd();
  }

  /** Reaps the guard after its end, once nothing of it can act any more. */
  void reap() {
    child.signalGroup(Signals.KILL);
    child.reap();
    child.close();
  }

  private static String script() {
    try (InputStream in = GuardProcess.class.getResourceAsStream("guard.sh")) {
      if (in == null) {
        throw new IllegalStateException("guard.sh is missing from the worker's jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
