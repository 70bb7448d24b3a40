package io.gleaner.worker.handler.stream;

import io.gleaner.item.Bytes;
import io.gleaner.worker.handler.Assignment;
import io.gleaner.worker.handler.Ending;
import io.gleaner.worker.handler.Run;
import io.gleaner.worker.handler.exec.ExecSettings;
import io.gleaner.worker.handler.guard.ProcessGuard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gives items to real programs. */
final class Streams implements AutoCloseable {
  static final String WORKER = "worker-of-stream-tests";

  /**
   * The rest of a program in shell: {@code $line} is what it was given, {@code $i} the index, and
   * {@code answer JSON} answers with a result.
   */
  static final String SHELL =
      """
      answer() { printf '{"index":%%s,"ok":true,"result":%%s}\\n' "$i" "$1"; }
      while IFS= read -r line; do
        i=${line#*\\"index\\":}
        i=${i%%%%,*}
        %s
      done
      """;

  final Queue<String> stderr = new ConcurrentLinkedQueue<>();
  private final StreamHandler handler;

  private Streams(List<Bytes> words, ExecSettings settings, ProcessGuard guard) {
    handler =
        new StreamHandler(
            StreamProgram.resolve(words),
            settings,
            guard,
            (index, text) -> stderr.add(index + ": " + text));
  }

  static Streams of(String... words) {
    return of(settings(null, ExecSettings.DEFAULT_MAX_RESULT), words);
  }

  static Streams of(ExecSettings settings, String... words) {
    return new Streams(Stream.of(words).map(Bytes::utf8).toList(), settings, ProcessGuard.NONE);
  }

  /** A program in shell that does this with each line. */
  static Streams shell(String each) {
    return shell(settings(null, ExecSettings.DEFAULT_MAX_RESULT), each);
  }

  static Streams shell(ExecSettings settings, String each) {
    return of(settings, "sh", "-c", SHELL.formatted(each));
  }

  static ExecSettings settings(@Nullable Duration timeout, int maxResult) {
    return new ExecSettings(WORKER, timeout, Duration.ofMillis(500), maxResult, Set.of("HOME"));
  }

  Ending run(long index) throws Exception {
    return run(index, 1, Bytes.utf8("item " + index));
  }

  Ending run(long index, int slot, Bytes item) throws Exception {
    return start(index, slot, item).ending.get(60, TimeUnit.SECONDS);
  }

  Started start(long index, int slot, Bytes item) {
    CompletableFuture<Ending> ending = new CompletableFuture<>();
    Run run = handler.start(new Assignment("a job", index, 2, 99, slot, item), ending::complete);
    return new Started(run, ending);
  }

  @Override
  public void close() {
    handler.close();
  }

  /** Whether a process runs; a zombie does not. */
  static boolean runs(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      return !stat.substring(stat.lastIndexOf(')')).startsWith(") Z");
    } catch (IOException gone) {
      return false;
    }
  }

  record Started(Run run, CompletableFuture<Ending> ending) {}
}
