package io.gleaner.worker.cli;

import io.gleaner.config.Endpoints;
import io.gleaner.failure.ExitCode;
import io.gleaner.item.Bytes;
import io.gleaner.worker.handler.Handler;
import io.gleaner.worker.handler.exec.CommandHandler;
import io.gleaner.worker.handler.exec.CommandLine;
import io.gleaner.worker.handler.exec.ExecSettings;
import io.gleaner.worker.handler.guard.HandlerGuard;
import io.gleaner.worker.handler.java.JavaHandler;
import io.gleaner.worker.handler.java.JavaSettings;
import io.gleaner.worker.handler.stream.StreamHandler;
import io.gleaner.worker.handler.stream.StreamProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A handler that was chosen and checked but not opened. */
interface HandlerChoice {
  /** Opens it for a worker. */
  Handler open(String worker, HandlerGuard guard);

  static HandlerChoice command(
      List<Bytes> words, boolean stdin, @Nullable Duration timeout, Duration grace, int maxResult) {
    CommandLine line = CommandLine.resolve(words, stdin);
    return (worker, guard) ->
        new CommandHandler(
            line,
            new ExecSettings(worker, timeout, grace, maxResult, secrets()),
            guard,
            HandlerChoice::print);
  }

  static HandlerChoice stream(
      List<Bytes> words, @Nullable Duration timeout, Duration grace, int maxResult) {
    StreamProgram program = StreamProgram.resolve(words);
    return (worker, guard) ->
        new StreamHandler(
            program,
            new ExecSettings(worker, timeout, grace, maxResult, secrets()),
            guard,
            HandlerChoice::print);
  }

  private static void print(long index, String line) {
    System.err.println("[item " + index + "] " + line);
  }

  static HandlerChoice java(
      List<Path> classPath,
      @Nullable String name,
      @Nullable Duration timeout,
      Duration grace,
      int maxResult) {
    return (worker, guard) ->
        JavaHandler.load(
            new JavaSettings(classPath, name, worker, timeout, grace, grace, maxResult),
            (assignment, sentence) -> {
              System.err.println("gleaner worker: " + sentence);
              // No thread can be killed, and the lease must not be outlived.
              Runtime.getRuntime().halt(ExitCode.ERROR.code());
            });
  }

  private static Set<String> secrets() {
    return Set.of(
        Endpoints.BROKER_VARIABLE,
        Endpoints.LEDGER_VARIABLE,
        Endpoints.BROKER_FILE_VARIABLE,
        Endpoints.LEDGER_FILE_VARIABLE);
  }
}
