package io.gleaner.faults.run;

import io.gleaner.faults.evidence.Event;
import io.gleaner.faults.evidence.EventKind;
import io.gleaner.faults.process.ProcFs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What the harness adds to the journal that the handlers write too. For any thread. */
final class Journal {
  private final Path file;

  Journal(Path file) {
    this.file = file;
  }

  Path file() {
    return file;
  }

  void note(EventKind kind, String worker, String detail) {
    note(kind, worker, -1, detail);
  }

  void note(EventKind kind, String worker, int index, String detail) {
    Event event =
        new Event(0, ProcFs.uptimeMillis(), kind, worker, index, 0, 0, 0, detail.replace(' ', '_'));
    try {
      Files.writeString(
          file, event.text() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the journal", e);
    }
  }
}
