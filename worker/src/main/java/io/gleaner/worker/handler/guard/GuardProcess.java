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
import java.util.Locale;
import java.util.Set;

/**
 * One guard process, a shell script in a session of its own, and the pipes to it: one for process
 * groups, one for deadlines. The guard has the only copies of their other ends, and no child of the
 * worker inherits these. They are used by one thread at a time.
 */
final class GuardProcess {
  private static final Bytes SHELL = Bytes.utf8("/bin/sh");
  private static final String SCRIPT = script();

  private final Child child;
  private final Line groups;
  private final Line timers;
  private long deadlines;

  private GuardProcess(Child child, Line groups, Line timers) {
    this.child = child;
    this.groups = groups;
    this.timers = timers;
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
      Pipe timers = Pipe.open();
      Pipe groups = null;
      try {
        groups = Pipe.open();
        // It reads both: only the three standard descriptors can be handed to a child.
        Child child =
            spawner.spawn(
                SHELL, arguments, List.of(), timers.readEnd(), groups.writeEnd(), groups.readEnd());
        Pipe.close(timers.readEnd());
        Pipe.close(groups.readEnd());
        return new GuardProcess(child, new Line(groups.writeEnd()), new Line(timers.writeEnd()));
      } catch (SpawnException e) {
        timers.close();
        if (groups != null) {
          groups.close();
        }
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

  /** Tells of a process group without ever waiting; false if the guard does not take it. */
  boolean send(String line) {
    return groups.send(line);
  }

  /** Sets the deadline, whatever it was before, without ever waiting; false as above. */
  boolean deadlineIn(double seconds) {
    deadlines++;
    // First of all it is set: what is told of a group after this comes after it.
    return groups.send("d " + deadlines)
        && timers.send(String.format(Locale.ROOT, "%d %.3f", deadlines, seconds));
  }

  /** Ends the input: the guard kills what is left, then itself. Nothing can be sent any more. */
  void closeInput() {
    groups.close();
    timers.close();
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

  /** This end of a pipe to the guard. */
  private static final class Line {
    private final IoBuffer buffer = new IoBuffer();
    private final Poller poller = new Poller(1);
    private int pipe;

    Line(int pipe) {
      this.pipe = pipe;
      poller.toWrite(0, pipe);
    }

    boolean send(String line) {
      byte[] bytes = (line + "\n").getBytes(StandardCharsets.US_ASCII);
      poller.await(0);
      return poller.ready(0) && buffer.write(pipe, bytes, 0) == bytes.length;
    }

    void close() {
      poller.toWrite(0, Poller.NONE);
      Pipe.close(pipe);
      pipe = Poller.NONE;
    }
  }
}
