package io.gleaner.worker.handler.exec;

import io.gleaner.item.Bytes;
import io.gleaner.worker.handler.Assignment;
import io.gleaner.worker.handler.Ending;
import io.gleaner.worker.handler.Run;
import io.gleaner.worker.handler.guard.ProcessGuard;
import io.gleaner.worker.handler.posix.Features;
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

/** Runs real commands for tests, one after another or several at once. */
final class Commands implements AutoCloseable {
  static final String WORKER = "worker-of-tests";

  final Queue<String> stderr = new ConcurrentLinkedQueue<>();
  private final CommandHandler handler;

  private Commands(CommandLine line, ExecSettings settings, Features features) {
    StderrSink sink = (index, text) -> stderr.add(index + ": " + text);
    handler = new CommandHandler(line, settings, ProcessGuard.NONE, sink, features);
  }

  static Commands of(String... words) {
    return of(settings(null, ExecSettings.DEFAULT_MAX_RESULT), false, words);
  }

  static Commands of(ExecSettings settings, boolean stdin, String... words) {
    return new Commands(line(stdin, words), settings, Features.ofThisSystem());
  }

  /** As on the oldest systems that are supported. */
  static Commands onOldSystem(String... words) {
    return new Commands(
        line(false, words), settings(null, ExecSettings.DEFAULT_MAX_RESULT), Features.NONE);
  }

  private static CommandLine line(boolean stdin, String... words) {
    return CommandLine.resolve(Stream.of(words).map(Bytes::utf8).toList(), stdin);
  }

  static ExecSettings settings(@Nullable Duration timeout, int maxResult) {
    return new ExecSettings(WORKER, timeout, Duration.ofMillis(200), maxResult, Set.of("HOME"));
  }

  Ending run(Bytes item) throws Exception {
    return start(item).ending.get(60, TimeUnit.SECONDS);
  }

  Ending run(String item) throws Exception {
    return run(Bytes.utf8(item));
  }

  Started start(Bytes item) {
    CompletableFuture<Ending> ending = new CompletableFuture<>();
    Run run = handler.start(new Assignment("a job", 4, 2, 99, 1, item), ending::complete);
    return new Started(run, ending);
  }

  CommandHandler handler() {
    return handler;
  }

  @Override
  public void close() {
    handler.close();
  }

  /** Whether a process runs; a zombie does not. */
  static boolean runs(long pid) {
    return ProcessHandle.of(pid).isPresent() && !zombie(pid);
  }

  static List<Long> pids(Bytes output) {
    return output
        .text()
        .lines()
        .flatMap(line -> Stream.of(line.trim().split(" +")))
        .map(Long::valueOf)
        .toList();
  }

  private static boolean zombie(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      return stat.substring(stat.lastIndexOf(')')).startsWith(") Z");
    } catch (IOException gone) {
      return true;
    }
  }

  record Started(Run run, CompletableFuture<Ending> ending) {}
}
