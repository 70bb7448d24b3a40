package io.gleaner.worker.handler.exec;

import io.gleaner.worker.handler.posix.IoBuffer;
import io.gleaner.worker.handler.posix.Pipe;
import io.gleaner.worker.handler.posix.Poller;
import java.io.ByteArrayOutputStream;

/**
 * The worker's ends of one command's pipes: writes the item, collects standard output, passes on
 * standard error, all as far as it goes without blocking. Used by one thread.
 */
final class ItemStreams {
  private static final int STDIN = 0;
  private static final int STDOUT = 1;
  private static final int STDERR = 2;
  private static final int CHILD = 3;
  // What a pipe can hold is all that a dead command can have left; a process that escaped from its
  // group may write on for ever.
  private static final int LARGEST_PIPE = 1 << 20;

  private final Scratch scratch;
  private final StderrLines stderr;
  private final byte[] input;
  private final int maxOutput;
  private final int[] fds;
  private int written;
  private boolean tooLarge;

  /**
   * Takes over three descriptors.
   *
   * @param stdin to write the item to, or a negative number
   */
  ItemStreams(
      Scratch scratch,
      StderrLines stderr,
      int maxOutput,
      byte[] input,
      int stdin,
      int stdout,
      int stderrFd) {
    this.scratch = scratch;
    this.stderr = stderr;
    this.input = input;
    this.maxOutput = maxOutput;
    this.fds = new int[] {stdin, stdout, stderrFd};
    scratch.poller().toWrite(STDIN, stdin);
    scratch.poller().toRead(STDOUT, stdout);
    scratch.poller().toRead(STDERR, stderrFd);
    scratch.output().reset();
    if (input.length == 0) {
      close(STDIN);
    }
  }

  /** Waits for something to do, or for the child's end, and does it. */
  void pump(int childDescriptor, int timeoutMillis) {
    Poller poller = scratch.poller();
    poller.toRead(CHILD, childDescriptor);
    poller.await(timeoutMillis);
    if (fds[STDIN] >= 0 && poller.ready(STDIN)) {
      write();
    }
    if (fds[STDOUT] >= 0 && poller.ready(STDOUT)) {
      readOutput();
    }
    if (fds[STDERR] >= 0 && poller.ready(STDERR)) {
      readErrors();
    }
  }

  /** Whether the child's descriptor was ready when {@link #pump} last looked. */
  boolean childReady() {
    return scratch.poller().ready(CHILD);
  }

  /** Whether standard output has exceeded its limit. */
  boolean tooLarge() {
    return tooLarge;
  }

  /** Reads what the pipes still hold, without waiting for anybody who may still write. */
  void drain() {
    close(STDIN);
    Poller poller = scratch.poller();
    poller.toRead(CHILD, Poller.NONE);
    int left = 2 * LARGEST_PIPE;
    while (left > 0) {
      poller.await(0);
      int before = left;
      if (fds[STDOUT] >= 0 && poller.ready(STDOUT)) {
        left -= 1 + readOutput();
      }
      if (fds[STDERR] >= 0 && poller.ready(STDERR)) {
        left -= 1 + readErrors();
      }
      if (left == before) {
        break;
      }
    }
    stderr.end();
  }

  /** Closes what is open. */
  void close() {
    close(STDIN);
    close(STDOUT);
    close(STDERR);
  }

  private void write() {
    int count = scratch.io().write(fds[STDIN], input, written);
    written += Math.max(count, 0);
    // A command need not read its input: that nobody reads it any more is no error.
    if (count == IoBuffer.ENDED || written == input.length) {
      close(STDIN);
    }
  }

  private int readOutput() {
    int count = scratch.io().read(fds[STDOUT]);
    if (count == IoBuffer.ENDED) {
      close(STDOUT);
      return 0;
    }
    ByteArrayOutputStream output = scratch.output();
    int room = maxOutput - output.size();
    tooLarge |= count > room;
    output.write(scratch.io().bytes(), 0, Math.min(count, room));
    return count;
  }

  private int readErrors() {
    int count = scratch.io().read(fds[STDERR]);
    if (count == IoBuffer.ENDED) {
      close(STDERR);
      return 0;
    }
    stderr.accept(scratch.io().bytes(), count);
    return count;
  }

  private void close(int stream) {
    Pipe.close(fds[stream]);
    fds[stream] = Poller.NONE;
    scratch.poller().toRead(stream, Poller.NONE);
  }
}
