package io.gleaner.coordinator.cli;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A worker's log file, read from where the last reading ended. */
final class LogTail {
  private static final int PIECE = 1 << 16;

  private final Path file;
  private final boolean must;
  private long position;
  private String rest = "";

  /**
   * A file.
   *
   * @param must whether it is an error that there is none yet
   */
  LogTail(String file, boolean must) {
    this.file = Path.of(file);
    this.must = must;
  }

  /** Copies what is new, by whole lines where lines are chosen or marked. */
  void copyTo(PrintStream out, String prefix, @Nullable Long item) {
    if (!Files.exists(file) && !must) {
      return;
    }
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      in.seek(position);
      byte[] piece = new byte[PIECE];
      for (int read = in.read(piece); read > 0; read = in.read(piece)) {
        position += read;
        if (prefix.isEmpty() && item == null) {
          out.write(piece, 0, read);
        } else {
          // One character a byte keeps what is cut in two whole.
          lines(out, new String(piece, 0, read, StandardCharsets.ISO_8859_1), prefix, item);
        }
      }
      out.flush();
    } catch (IOException e) {
      throw new GleanerException(
          ErrorKind.PERMANENT,
          "The log %s cannot be read here: is it on another machine?".formatted(file),
          e);
    }
  }

  private void lines(PrintStream out, String text, String prefix, @Nullable Long item) {
    String all = rest + text;
    int from = 0;
    for (int end = all.indexOf('\n'); end >= 0; end = all.indexOf('\n', from)) {
      String line = all.substring(from, end + 1);
      if (item == null || line.startsWith("[item " + item + "] ")) {
        out.writeBytes((prefix + line).getBytes(StandardCharsets.ISO_8859_1));
      }
      from = end + 1;
    }
    rest = all.substring(from);
  }
}
