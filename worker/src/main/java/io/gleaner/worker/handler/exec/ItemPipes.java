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
  private boolean outputsKept;

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
    Ends ends = keepOutputs();
    closeOutputs();
    return ends;
  }

  /**
   * Hands over to streams, which are closed with this. Call once.
   *
   * @param untilClosed whether the outputs stay open until this is closed, so that the program's
   *     end is seen by its descriptor alone: a pipe that ends before it would wake this thread
   *     twice more for each item
   */
  ItemStreams streams(
      Scratch scratch, StderrLines lines, int maxOutput, byte[] input, boolean untilClosed) {
    Ends ends = untilClosed ? keepOutputs() : handOver();
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
    }
    if (outputsKept) {
      closeOutputs();
    }
    if (!handedOver) {
      close(stdin);
      close(stdout);
      close(stderr);
    }
  }

  private Ends keepOutputs() {
    Pipe.close(childStdin());
    handedOver = true;
    outputsKept = true;
    return new Ends(
        stdin == null ? Spawner.DEV_NULL : stdin.writeEnd(), stdout.readEnd(), stderr.readEnd());
  }

  private void closeOutputs() {
    outputsKept = false;
    Pipe.close(childStdout());
    Pipe.close(childStderr());
  }

  private static void close(@Nullable Pipe pipe) {
    if (pipe != null) {
      pipe.close();
    }
  }
}
