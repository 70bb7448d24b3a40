package io.gleaner.config;

import io.gleaner.failure.GleanerException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where a Job that was started here keeps what must survive its coordinator: {@code
 * $XDG_STATE_HOME/gleaner/jobs/NAME}, by default under {@code ~/.local/state}. Only its owner may
 * look into it, since it holds passwords and the user's items.
 *
 * @param job the Job that it belongs to
 * @param path the folder itself, absolute; it need not exist
 */
public record StateFolder(JobName job, Path path) {
  private static final Set<PosixFilePermission> PRIVATE_FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> PRIVATE_FILE =
      PosixFilePermissions.fromString("rw-------");

  /**
   * The Job's folder by the environment. Touches no disk.
   *
   * @throws GleanerException configuration, if the environment names no home
   */
  public static StateFolder of(JobName job, Map<String, String> env) {
    return new StateFolder(job, UserFolders.state(env).resolve("jobs").resolve(job.value()));
  }

  /** The path of a file (or folder) in it; nothing is created. */
  public Path file(String name) {
    return path.resolve(name);
  }

  /** Whether it is there: whether the Job was ever started here. */
  public boolean exists() {
    return Files.isDirectory(path);
  }

  /**
   * Makes the folder, readable by its owner alone, if it is not there.
   *
   * @return this
   * @throws GleanerException configuration, if it cannot be made or written to
   */
  public StateFolder create() {
    makePrivate(path);
    if (!Files.isWritable(path)) {
      throw GleanerException.configuration(
          "The state folder %s is not writable: mend its permissions, or set XDG_STATE_HOME."
              .formatted(path));
    }
    return this;
  }

  /**
   * Makes a folder in it, readable by its owner alone.
   *
   * @return the folder's path
   * @throws GleanerException configuration, if it cannot be made
   */
  public Path createFolder(String name) {
    Path folder = file(name);
    makePrivate(folder);
    return folder;
  }

  /**
   * Writes a file that only its owner may read, whole or not at all: a reader sees the old content
   * or the new, never a part.
   *
   * @throws GleanerException configuration, if it cannot be written
   */
  public void write(String name, String content) {
    Path target = file(name);
    try {
      Path draft =
          Files.createTempFile(
              path, name, ".new", PosixFilePermissions.asFileAttribute(PRIVATE_FILE));
      try {
        Files.writeString(draft, content);
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw notWritable(target, e);
    }
  }

  /** The same for names with values. */
  public void write(String name, Properties content) {
    StringWriter text = new StringWriter();
    try {
      content.store(text, null);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    write(name, text.toString());
  }

  /**
   * Removes a file if it is there.
   *
   * @throws GleanerException configuration, if it is there and cannot be removed
   */
  public void delete(String name) {
    try {
      Files.deleteIfExists(file(name));
    } catch (IOException e) {
      throw notWritable(file(name), e);
    }
  }

  /**
   * Removes the folder and all that is in it, if it is there.
   *
   * @throws GleanerException configuration, if something in it cannot be removed
   */
  public void remove() {
    if (!exists()) {
      return;
    }
    try (Stream<Path> all = Files.walk(path)) {
      // What is inside comes before what it is in.
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw notWritable(path, e);
    }
  }

  private static void makePrivate(Path folder) {
    try {
      Path parent = folder.getParent();
      if (parent != null) {
        Files.createDirectories(parent, PosixFilePermissions.asFileAttribute(PRIVATE_FOLDER));
      }
      if (!Files.isDirectory(folder)) {
        Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PRIVATE_FOLDER));
      }
      if (!Files.getPosixFilePermissions(folder).equals(PRIVATE_FOLDER)) {
        Files.setPosixFilePermissions(folder, PRIVATE_FOLDER);
      }
    } catch (FileAlreadyExistsException e) {
      // Not a problem where another process has just made the same folder.
      if (!Files.isDirectory(folder)) {
        throw notWritable(folder, e);
      }
    } catch (IOException e) {
      throw notWritable(folder, e);
    }
  }

  private static GleanerException notWritable(Path path, IOException cause) {
    return GleanerException.configuration(
        "Cannot write %s (%s): mend the permissions, or set XDG_STATE_HOME to a folder of yours."
            .formatted(path, reason(cause)));
  }

  private static String reason(IOException cause) {
    if (cause instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (cause instanceof FileAlreadyExistsException) {
      return "a file is in the way";
    }
    String reason = cause instanceof FileSystemException e ? e.getReason() : cause.getMessage();
    return reason == null ? cause.getClass().getSimpleName() : reason;
  }
}
