package io.gleaner.coordinator.report;

import io.gleaner.coordinator.durable.FileErrors;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A results file that somebody else writes, read from where the last reading ended. */
public final class CollectedFile implements Closeable {
  private final Path file;
  private final InputStream in;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  private CollectedFile(Path file, InputStream in) {
    this.file = file;
    this.in = in;
  }

  /**
   * Opens a file.
   *
   * @throws io.gleaner.failure.GleanerException of kind CONFIGURATION if it cannot be opened
   */
  public static CollectedFile open(Path file) {
    try {
      return new CollectedFile(file, new BufferedInputStream(Files.newInputStream(file), 1 << 16));
    } catch (IOException e) {
      throw FileErrors.opening(file, e);
    }
  }

  /** Hands on every outcome that is new; a line that is not whole yet waits for the next call. */
  public void read(Consumer<Outcome> outcomes) {
    try {
      for (int next = in.read(); next >= 0; next = in.read()) {
        if (next == '\n') {
          outcomes.accept(ResultLine.decode(line.toByteArray()));
          line.reset();
        } else {
          line.write(next);
        }
      }
    } catch (IOException e) {
      throw FileErrors.reading(file, e);
    }
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw FileErrors.reading(file, e);
    }
  }
}
