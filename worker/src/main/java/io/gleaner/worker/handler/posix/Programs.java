package io.gleaner.worker.handler.posix;

import com.sun.jna.Memory;
import io.gleaner.failure.GleanerException;
import io.gleaner.item.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Finds the file of a command as execvp(3) does. */
public final class Programs {
  private static final String DEFAULT_PATH = "/bin:/usr/bin";
  private static final int EXISTS = 0;
  private static final int EXECUTABLE = 1;

  private Programs() {}

  /**
   * The file to execute for a command: itself if it has a slash, else the first that may be
   * executed in the folders of PATH.
   *
   * @throws GleanerException configuration, if there is none
   */
  public static Bytes find(Bytes command, Environment environment) {
    if (command.size() == 0) {
      throw GleanerException.configuration("the command is empty");
    }
    if (new String(command.array(), StandardCharsets.ISO_8859_1).indexOf('/') >= 0) {
      String wrong = whatIsWrong(command);
      if (wrong != null) {
        throw GleanerException.configuration("the command " + command.text() + " " + wrong);
      }
      return command;
    }
    Bytes path = environment.value("PATH");
    return search(command, path == null ? Bytes.utf8(DEFAULT_PATH) : path);
  }

  private static Bytes search(Bytes command, Bytes path) {
    String seen = null;
    // ISO 8859-1 maps every byte to a character and back.
    String folders = new String(path.array(), StandardCharsets.ISO_8859_1);
    for (String folder : folders.split(":", -1)) {
      Bytes file = join(folder.getBytes(StandardCharsets.ISO_8859_1), command.array());
      String wrong = whatIsWrong(file);
      if (wrong == null) {
        return file;
      }
      if (seen == null && exists(file)) {
        seen = "the command " + file.text() + " " + wrong;
      }
    }
    throw GleanerException.configuration(
        seen != null
            ? seen
            : "there is no command " + command.text() + " in PATH (" + path.text() + ")");
  }

  private static @Nullable String whatIsWrong(Bytes file) {
    if (!exists(file)) {
      return "does not exist";
    }
    if (access(join(file.array(), new byte[] {'.'}), EXISTS)) {
      return "is a directory";
    }
    return access(file, EXECUTABLE) ? null : "is not executable (no permission to execute it)";
  }

  private static boolean exists(Bytes file) {
    return access(file, EXISTS);
  }

  private static boolean access(Bytes file, int mode) {
    try (Memory path = new Memory(file.size() + 1L)) {
      path.clear();
      path.write(0, file.array(), 0, file.size());
      return Libc.access(path, mode) == 0;
    }
  }

  /** An empty folder is the current one. */
  private static Bytes join(byte[] folder, byte[] name) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.writeBytes(folder.length == 0 ? new byte[] {'.'} : folder);
    joined.write('/');
    joined.writeBytes(name);
    return Bytes.wrap(joined.toByteArray());
  }
}
