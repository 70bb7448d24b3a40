package io.gleaner.coordinator.durable;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A locked file with a buffered end. Nothing is in the file before {@link #flush}, nothing survives
 * a power cut before {@link #sync}. Not thread-safe. Interrupting a thread inside closes the file.
 */
final class AppendChannel implements Closeable {
  private final Path path;
  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
  private long written;
  private boolean folderSynced;

  private AppendChannel(Path path, FileChannel channel, long written) {
    this.path = path;
    this.channel = channel;
    this.written = written;
  }

  /**
   * Opens or creates the file; refuses what is no regular file, and a file that another process
   * holds open.
   */
  static AppendChannel open(Path path) {
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      String kind = Files.isDirectory(path) ? "it is a folder" : "it is a pipe or a device";
      throw GleanerException.configuration(
          "Cannot append to " + path + ": " + kind + ". Name a regular file.");
    }
    try {
      FileChannel channel =
          FileChannel.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      try {
        lock(path, channel);
        return new AppendChannel(path, channel, channel.size());
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw FileErrors.opening(path, e);
    }
  }

  private static void lock(Path path, FileChannel channel) throws IOException {
    try {
      if (channel.tryLock() != null) {
        return;
      }
    } catch (OverlappingFileLockException e) {
      // Held by this very process: as wrong as by another.
    }
    // Of a second coordinator that takes over while the first has not ended yet, too.
    throw new GleanerException(
        ErrorKind.TRANSIENT,
        path + " is in use by another run. Wait for it to end, or name another file.");
  }

  Path path() {
    return path;
  }

  FileChannel channel() {
    return channel;
  }

  /** The length of the file in bytes once everything appended so far is flushed. */
  long length() {
    return written + buffer.position();
  }

  void append(byte[] bytes, int from, int count) {
    if (count > buffer.remaining()) {
      flush();
    }
    if (count > buffer.remaining()) {
      write(ByteBuffer.wrap(bytes, from, count));
    } else {
      buffer.put(bytes, from, count);
    }
  }

  /** Hands everything over to the operating system: it survives a kill of this process. */
  void flush() {
    buffer.flip();
    try {
      write(buffer);
    } finally {
      // After a failure exactly what is not in the file stays: nothing may be written twice.
      buffer.compact();
    }
  }

  private void write(ByteBuffer bytes) {
    try {
      while (bytes.hasRemaining()) {
        written += channel.write(bytes, written);
      }
    } catch (IOException e) {
      throw FileErrors.writing(path, e);
    }
  }

  /** Hands everything over to the disk: it survives a power cut. */
  void sync() {
    flush();
    try {
      channel.force(false);
      if (!folderSynced) {
        syncFolder(path);
        folderSynced = true;
      }
    } catch (IOException e) {
      throw FileErrors.writing(path, e);
    }
  }

  /** Makes the file's name durable too: a new file can be gone although its content was synced. */
  static void syncFolder(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      try (FileChannel entry = FileChannel.open(folder, StandardOpenOption.READ)) {
        entry.force(true);
      }
    }
  }

  /** Cuts the file off at {@code length} bytes; what was buffered is dropped. */
  void truncate(long length) {
    buffer.clear();
    try {
      channel.truncate(length);
    } catch (IOException e) {
      throw FileErrors.writing(path, e);
    }
    written = length;
  }

  @Override
  public void close() {
    try (channel) {
      flush();
    } catch (IOException e) {
      throw FileErrors.writing(path, e);
    }
  }
}
