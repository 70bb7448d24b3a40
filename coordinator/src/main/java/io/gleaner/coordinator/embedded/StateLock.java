package io.gleaner.coordinator.embedded;

import io.gleaner.config.StateFolder;
import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The right to run a Job in a state folder: one living coordinator has it. The operating system
 * takes it back from a coordinator that is killed.
 */
final class StateLock implements AutoCloseable {
  private static final String LOCK = "lock";
  // Not in the lock file itself: closing any handle of that file would give up the lock (fcntl).
  private static final String OWNER = "coordinator.pid";

  /** The folders locked by this process, to which the operating system would give it again. */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final StateFolder folder;
  private final Path key;
  private final FileChannel channel;

  private StateLock(StateFolder folder, Path key, FileChannel channel) {
    this.folder = folder;
    this.key = key;
    this.channel = channel;
  }

  /**
   * Takes the lock of a folder that exists.
   *
   * @throws GleanerException configuration, if a living coordinator has it, or files cannot be
   *     locked there
   */
  static StateLock take(StateFolder folder) {
    Path key = realPath(folder);
    if (!HELD.add(key)) {
      throw taken(folder);
    }
    @Nullable StateLock lock = null;
    try {
      lock = lock(folder, key);
      folder.write(OWNER, ProcessHandle.current().pid() + "\n");
      return lock;
    } catch (IOException e) {
      throw new GleanerException(
          ErrorKind.CONFIGURATION,
          "The state folder %s cannot be locked (%s): set XDG_STATE_HOME to a local disk."
              .formatted(folder.path(), e.getMessage()),
          e);
    } finally {
      if (lock == null) {
        HELD.remove(key);
      }
    }
  }

  /** Gives the lock back. */
  @Override
  public void close() {
    folder.delete(OWNER);
    try {
      channel.close();
    } catch (IOException e) {
      // Closed it is all the same, and the lock with it.
    } finally {
      HELD.remove(key);
    }
  }

  private static StateLock lock(StateFolder folder, Path key) throws IOException {
    FileChannel channel =
        FileChannel.open(folder.file(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    @Nullable FileLock lock = null;
    try {
      lock = channel.tryLock();
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
    if (lock == null) {
      throw taken(folder);
    }
    return new StateLock(folder, key, channel);
  }

  private static GleanerException taken(StateFolder folder) {
    String owner;
    try {
      owner = " (pid %s)".formatted(Files.readString(folder.file(OWNER)).strip());
    } catch (IOException e) {
      owner = "";
    }
    return GleanerException.configuration(
        "Job %s is already running here%s: wait for it, or take another --job name."
            .formatted(folder.job(), owner));
  }

  private static Path realPath(StateFolder folder) {
    try {
      return folder.path().toRealPath();
    } catch (IOException e) {
      throw new GleanerException(
          ErrorKind.CONFIGURATION,
          "The state folder %s cannot be entered.".formatted(folder.path()),
          e);
    }
  }
}
