package io.gleaner.worker.handler.exec;

import io.gleaner.worker.handler.posix.Pipe;
import io.gleaner.worker.handler.posix.SpawnException;
import io.gleaner.worker.handler.posix.Spawner;
import org.jspecify.annotations.Nullable;

/**
 * The pipes of one program. Whatever happens, closing this closes every descriptor of them that was
 * not handed over.
 */
public final class ItemPipes implements AutoCloseable {
  private final @Nullable Pipe stdin;
  private final Pipe stdout;
  private final Pipe stderr;
  private @Nullable ItemStreams streams;
  private boolean handedOver;

  /** The worker's ends; a negative number where there is no pipe. */
  public record Ends(int stdin, int stdout, int stderr) {}

  private ItemPipes(@Nullable Pipe stdin, Pipe stdout, Pipe stderr) {
    this.stdin = stdin;
    this.stdout = stdout;
    this.stderr = stderr;
  }

  /** Opens them; without the first, standard input is empty. */
  public static ItemPipes open(boolean withStdin) throws SpawnException {
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

  /** Standard input, as the child has it. */
  public int childStdin() {
    return stdin == null ? Spawner.DEV_NULL : stdin.readEnd();
  }

  /** Standard output, as the child has it. */
  public int childStdout() {
    return stdout.writeEnd();
  }

  /** Standard error, as the child has it. */
  public int childStderr() {
    return stderr.writeEnd();
  }

  /**
   * Closes the child's ends, now that it has them; the others are the caller's from now on. Call
   * once.
   */
  public Ends handOver() {
    Pipe.close(childStdin());
    Pipe.close(childStdout());
    Pipe.close(childStderr());
    handedOver = true;
    return new Ends(
        stdin == null ? Spawner.DEV_NULL : stdin.writeEnd(), stdout.readEnd(), stderr.readEnd());
  }

  /** Hands over to streams, which are closed with this. Call once. */
  ItemStreams streams(Scratch scratch, StderrLines lines, int maxOutput, byte[] input) {
    Ends ends = handOver();
    ItemStreams made =
        new ItemStreams(
            scratch, lines, maxOutput, input, ends.stdin(), ends.stdout(), ends.stderr());
    streams = made;
    return made;
  }

  @Override
  public void close() {
    if (streams != null) {
      streams.close();
    } else if (!handedOver) {
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
