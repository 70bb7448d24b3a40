package io.gleaner.coordinator.launch.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Reads one worker's standard error to its end: its bytes go to the log, its lines to a sink. A
 * line longer than {@value #LONGEST_LINE} bytes reaches the sink in pieces.
 */
final class StderrLines {
  static final int LONGEST_LINE = 64 * 1024;

  private final Consumer<String> sink;
  private final OutputStream log;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private boolean logging = true;

  StderrLines(Consumer<String> sink, OutputStream log) {
    this.sink = sink;
    this.log = log;
  }

  void readAll(InputStream stderr) {
    byte[] buffer = new byte[8 * 1024];
    try {
      for (int count = stderr.read(buffer); count >= 0; count = stderr.read(buffer)) {
        log(buffer, count);
        accept(buffer, count);
      }
    } catch (IOException e) {
      // The pipe was closed under us, because somebody else kept it open after the worker's end.
    }
    if (line.size() > 0) {
      pass();
    }
  }

  private void accept(byte[] bytes, int count) {
    for (int i = 0; i < count; i++) {
      if (bytes[i] == '\n') {
        pass();
      } else {
        if (line.size() == LONGEST_LINE) {
          pass();
        }
        line.write(bytes[i]);
      }
    }
  }

  private void pass() {
    sink.accept(line.toString(StandardCharsets.UTF_8));
    line.reset();
  }

  /** A full disk must not stop the worker, which waits until its standard error is read. */
  private void log(byte[] bytes, int count) {
    if (!logging) {
      return;
    }
    try {
      log.write(bytes, 0, count);
    } catch (IOException e) {
      logging = false;
      sink.accept("(the log of this worker ends here: " + e.getMessage() + ")");
    }
  }
}
