package io.gleaner.worker.handler.stream;

import io.gleaner.failure.GleanerException;
import io.gleaner.item.Bytes;
import io.gleaner.worker.handler.exec.ExecSettings;
import io.gleaner.worker.handler.exec.ItemVariables;
import io.gleaner.worker.handler.posix.Child;
import io.gleaner.worker.handler.posix.Environment;
import io.gleaner.worker.handler.posix.Pipe;
import io.gleaner.worker.handler.posix.Programs;
import io.gleaner.worker.handler.posix.SpawnException;
import io.gleaner.worker.handler.posix.Spawner;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A program as it was given, with its arguments; nothing in them is replaced. */
public final class StreamProgram {
  // A character of a string can take six: \u0000.
  private static final long LONGEST_ESCAPE = 6;
  private static final long ROOM_FOR_THE_REST = 64 * 1024;

  private final Bytes file;
  private final List<Bytes> words;

  private StreamProgram(Bytes file, List<Bytes> words) {
    this.file = file;
    this.words = List.copyOf(words);
  }

  /**
   * Finds a program.
   *
   * @throws GleanerException configuration, if there is none, or it may not be executed
   */
  public static StreamProgram resolve(List<Bytes> words) {
    if (words.isEmpty()) {
      throw GleanerException.configuration("no command was given");
    }
    return new StreamProgram(Programs.find(words.get(0), Environment.ofThisProcess()), words);
  }

  /** What starts it for a worker. */
  static Spawner spawner(ExecSettings settings) {
    Set<String> hidden = new HashSet<>(settings.secrets());
    hidden.addAll(ItemVariables.NAMES);
    return new Spawner(Environment.ofThisProcess().without(hidden), false);
  }

  /** Its name, for messages. */
  String name() {
    return words.get(0).text();
  }

  StreamChild start(Spawner spawner, String job, ExecSettings settings) throws SpawnException {
    Pipe stdin = Pipe.open();
    Pipe stdout = null;
    Pipe stderr = null;
    try {
      stdout = Pipe.open();
      stderr = Pipe.open();
      Child child =
          spawner.spawn(
              file,
              words,
              ItemVariables.ofWorker(job, settings.worker()),
              stdin.readEnd(),
              stdout.writeEnd(),
              stderr.writeEnd());
      Pipe.close(stdin.readEnd());
      Pipe.close(stdout.writeEnd());
      Pipe.close(stderr.writeEnd());
      return new StreamChild(
          child,
          stdin.writeEnd(),
          stdout.readEnd(),
          stderr.readEnd(),
          longestLine(settings.maxResult()),
          settings.grace());
    } catch (SpawnException e) {
      stdin.close();
      if (stdout != null) {
        stdout.close();
      }
      if (stderr != null) {
        stderr.close();
      }
      throw e;
    }
  }

  /** A line that holds the largest result in any spelling. */
  static int longestLine(int maxResult) {
    return (int) Math.min(LONGEST_ESCAPE * maxResult + ROOM_FOR_THE_REST, 1 << 30);
  }
}
