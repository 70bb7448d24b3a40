package io.gleaner.worker.handler.java;

import io.gleaner.item.Bytes;
import io.gleaner.worker.handler.Durations;
import io.gleaner.worker.handler.Ending;
import io.gleaner.worker.handler.Ending.Kind;
import io.gleaner.worker.handler.PermanentFailure;
import io.gleaner.worker.handler.Stopwatch;
import io.gleaner.worker.handler.WorkHandler;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Calls a handler and turns whatever comes of it into an ending. */
final class JavaCall {
  private static final int TRACE = 4 * 1024;

  private final WorkHandler handler;
  private final JavaSettings settings;

  JavaCall(WorkHandler handler, JavaSettings settings) {
    this.handler = handler;
    this.settings = settings;
  }

  /** Runs one attempt on this thread; never throws. */
  Ending run(JavaRun run, Stopwatch watch) {
    try {
      return call(run, watch);
    } catch (Throwable e) {
      // Even the text of what users' code has thrown is users' code.
      return failed(watch, Kind.FAILED, "the handler threw " + e.getClass().getName(), null);
    }
  }

  private Ending call(JavaRun run, Stopwatch watch) {
    Bytes result = null;
    Throwable thrown = null;
    boolean began = run.begin();
    try {
      if (began) {
        result = handler.handle(run, run.assignment().item());
      }
    } catch (Throwable e) {
      // Users' code may throw anything, errors too; the worker must not end by it.
      thrown = e;
    } finally {
      run.end();
    }
    if (!began) {
      return failed(watch, Kind.FAILED, "stopped before it was started", null);
    }
    if (run.timedOut()) {
      String timeout = Durations.text(Objects.requireNonNull(settings.timeout()));
      return failed(watch, Kind.FAILED, "timed out after " + timeout, thrown);
    }
    if (thrown instanceof PermanentFailure) {
      String message = Objects.requireNonNullElse(thrown.getMessage(), "failed for good");
      return failed(watch, Kind.FAILED_FOR_GOOD, message, thrown);
    }
    if (thrown != null) {
      return failed(watch, Kind.FAILED, "the handler threw " + thrown, thrown);
    }
    return returned(result, watch);
  }

  private Ending returned(@Nullable Bytes result, Stopwatch watch) {
    if (result == null) {
      return failed(watch, Kind.FAILED, "the handler returned null instead of a result", null);
    }
    if (result.size() > settings.maxResult()) {
      String sentence =
          String.format(
              Locale.ROOT,
              "its output is larger than %,d bytes, the limit that --max-result sets",
              settings.maxResult());
      return failed(watch, Kind.FAILED_FOR_GOOD, sentence, null);
    }
    return watch.ending(Kind.DONE, 0, result, "", "");
  }

  private static Ending failed(
      Stopwatch watch, Kind kind, String sentence, @Nullable Throwable thrown) {
    return watch.ending(kind, 1, Bytes.EMPTY, sentence, thrown == null ? "" : trace(thrown));
  }

  private static String trace(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    String all = text.toString();
    return all.substring(0, Math.min(all.length(), TRACE));
  }
}
