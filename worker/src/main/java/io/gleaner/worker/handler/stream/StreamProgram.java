package io.gleaner.worker.handler.stream;

import io.gleaner.failure.GleanerException;
import io.gleaner.item.Bytes;
import io.gleaner.worker.handler.exec.ExecSettings;
import io.gleaner.worker.handler.exec.ItemPipes;
import io.gleaner.worker.handler.exec.ItemVariables;
import io.gleaner.worker.handler.posix.Child;
import io.gleaner.worker.handler.posix.Environment;
import io.gleaner.worker.handler.posix.Programs;
import io.gleaner.worker.handler.posix.SpawnException;
import io.gleaner.worker.handler.posix.Spawner;
import java.util.List;

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

  /** Its name, for messages. */
  String name() {
    return words.get(0).text();
  }

  StreamChild start(Spawner spawner, String job, ExecSettings settings) throws SpawnException {
    try (ItemPipes pipes = ItemPipes.open(true)) {
      Child child =
          spawner.spawn(
              file,
              words,
              ItemVariables.ofWorker(job, settings.worker()),
              pipes.childStdin(),
              pipes.childStdout(),
              pipes.childStderr());
      return new StreamChild(
          child, pipes.handOver(), longestLine(settings.maxResult()), settings.grace());
    }
  }

  /** A line that holds the largest result in any spelling. */
  static int longestLine(int maxResult) {
    return (int) Math.min(LONGEST_ESCAPE * maxResult + ROOM_FOR_THE_REST, 1 << 30);
  }
}
