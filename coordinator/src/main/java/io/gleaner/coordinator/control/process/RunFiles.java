package io.gleaner.coordinator.control.process;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** A worker's folder: what watch.sh writes of each start of its program, and its log. */
record RunFiles(Path folder) {
  static final String LOG = "log";

  /** A line that was written whole, and when. */
  record Note(String text, Instant at) {}

  /** Pid and start token of the shell that watches over a start. */
  Optional<Note> claim(int run) {
    return read(run + ".claim");
  }

  /** The program's own pid. */
  Optional<Note> started(int run) {
    return read(run + ".started");
  }

  /** What the program exited with. */
  Optional<Note> exit(int run) {
    return read(run + ".exit");
  }

  /**
   * Makes the claim of a start that shall not be made, with an exit code as if it had been.
   *
   * @return false if a shell was faster
   */
  boolean claimInstead(int run, int exitCode) {
    create();
    Path draft = folder.resolve(run + ".claim.instead");
    try {
      Files.writeString(draft, "0 0\n");
      Files.createLink(folder.resolve(run + ".claim"), draft);
      Files.writeString(folder.resolve(run + ".exit.new"), exitCode + "\n");
      Files.move(
          folder.resolve(run + ".exit.new"),
          folder.resolve(run + ".exit"),
          StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException e) {
      throw failed("written to", e);
    }
  }

  void create() {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw failed("made", e);
    }
  }

  void remove() {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw failed("removed", e);
    }
  }

  private Optional<Note> read(String name) {
    Path file = folder.resolve(name);
    try {
      Instant at = Files.getLastModifiedTime(file).toInstant().truncatedTo(ChronoUnit.MILLIS);
      return Optional.of(new Note(Files.readString(file).strip(), at));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw failed("read", e);
    }
  }

  private GleanerException failed(String what, IOException e) {
    return new GleanerException(
        // Not transient: that would be taken for the store's, and hold up all other Jobs.
        ErrorKind.PERMANENT,
        "A worker's folder cannot be %s (%s): %s".formatted(what, folder, e.getMessage()),
        e);
  }
}
