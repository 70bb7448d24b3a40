package io.gleaner.worker.handler.exec;

import io.gleaner.worker.handler.posix.Pipe;
import io.gleaner.worker.handler.posix.SpawnException;
import io.gleaner.worker.handler.posix.Spawner;
import org.jspecify.annotations.Nullable;

/** The pipes of one command. Whatever happens, closing this closes every descriptor of them. */
final class ItemPipes implements AutoCloseable {
  private final @Nullable Pipe stdin;
  private final Pipe stdout;
  private final Pipe stderr;
  private @Nullable ItemStreams streams;

  private ItemPipes(@Nullable Pipe stdin, Pipe stdout, Pipe stderr) {
    this.stdin = stdin;
    this.stdout = stdout;
    this.stderr = stderr;
  }

  static ItemPipes open(boolean withStdin) throws SpawnException {
    Pipe stdin = withStdin ? Pipe.open() : null;
    Pipe stdout = null;
    try {
      stdout = Pipe.open();
      return new ItemPipes(stdin, stdout, Pipe.open());
    } catch (SpawnException e) {
      close(stdin);
      close(stdout);
      throw e;
    }
  }

  int childStdin() {
    return stdin == null ? Spawner.DEV_NULL : stdin.readEnd();
  }

  int childStdout() {
    return stdout.writeEnd();
  }

  int childStderr() {
    return stderr.writeEnd();
  }

  /** Closes the child's ends, now that it has them, and makes streams of the others. Call once. */
  ItemStreams streams(Scratch scratch, StderrLines lines, int maxOutput, byte[] input) {
    Pipe.close(childStdin());
    Pipe.close(childStdout());
    Pipe.close(childStderr());
    int toStdin = stdin == null ? Spawner.DEV_NULL : stdin.writeEnd();
    ItemStreams made =
        new ItemStreams(
            scratch, lines, maxOutput, input, toStdin, stdout.readEnd(), stderr.readEnd());
    streams = made;
    return made;
  }

  @Override
  public void close() {
    if (streams != null) {
      streams.close();
    } else {
      close(stdin);
      close(stdout);
      close(stderr);
    }
  }

  private static void close(@Nullable Pipe pipe) {
    if (pipe != null) {
      pipe.close();
    }
  }
}
