package io.gleaner.worker.handler.exec;

import io.gleaner.failure.GleanerException;
import io.gleaner.item.Bytes;
import io.gleaner.worker.handler.Assignment;
import io.gleaner.worker.handler.Ending;
import io.gleaner.worker.handler.Ending.Kind;
import io.gleaner.worker.handler.Stopwatch;
import io.gleaner.worker.handler.posix.Child;
import io.gleaner.worker.handler.posix.Errno;
import io.gleaner.worker.handler.posix.ExitStatus;
import io.gleaner.worker.handler.posix.Features;
import io.gleaner.worker.handler.posix.Poller;
import io.gleaner.worker.handler.posix.SpawnException;
import io.gleaner.worker.handler.posix.Spawner;
import java.util.List;
import java.util.Objects;

/** Turns an assignment into a running command, and what became of it into an ending. */
final class CommandStarter {
  private static final byte[] NOTHING = new byte[0];

  private final CommandLine command;
  private final ExecSettings settings;
  private final StderrSink stderr;
  private final Spawner spawner;
  private final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(Scratch::new);

  CommandStarter(CommandLine command, ExecSettings settings, StderrSink stderr, Features features) {
    this.command = command;
    this.settings = settings;
    this.stderr = stderr;
    this.spawner = new Spawner(settings.environment(), false, features);
  }

  /** Runs one attempt to its end, on this thread. */
  Ending run(CommandRun run, Assignment assignment, Stopwatch watch) {
    List<Bytes> words = command.words(assignment);
    if (words.stream().anyMatch(CommandStarter::hasNul)) {
      return watch.ending(
          Kind.FAILED_FOR_GOOD,
          1,
          Bytes.EMPTY,
          "the item has a NUL byte, which no argument can hold; --stdin takes such items",
          "");
    }
    Bytes program;
    try {
      program = command.program(words.get(0));
    } catch (GleanerException e) {
      String sentence = Objects.requireNonNullElse(e.getMessage(), "no such command");
      return watch.ending(Kind.FAILED, SpawnException.NOT_FOUND, Bytes.EMPTY, sentence, "");
    }
    if (run.stopRequested()) {
      return watch.ending(Kind.FAILED, 1, Bytes.EMPTY, "stopped before it was started", "");
    }
    StderrLines errors = new StderrLines(stderr, assignment.index());
    try {
      return runProgram(run, program, words, assignment, errors, watch);
    } catch (SpawnException e) {
      return notStarted(words.get(0), e, watch);
    }
  }

  private Ending runProgram(
      CommandRun run,
      Bytes program,
      List<Bytes> words,
      Assignment assignment,
      StderrLines errors,
      Stopwatch watch)
      throws SpawnException {
    Scratch own = scratch.get();
    byte[] input = command.itemOnStdin() ? assignment.item().array() : NOTHING;
    try (ItemPipes pipes = ItemPipes.open(command.itemOnStdin())) {
      Child child =
          spawner.spawn(
              program,
              words,
              ItemVariables.of(assignment, settings.worker()),
              pipes.childStdin(),
              pipes.childStdout(),
              pipes.childStderr());
      boolean endIsSeen = child.descriptor() != Poller.NONE;
      ItemStreams streams = pipes.streams(own, errors, settings.maxResult(), input, endIsSeen);
      ExitStatus status;
      try {
        run.started(child);
        run.awaitEnd(child, streams, settings.timeout(), settings.grace());
      } finally {
        status = run.finish(child);
      }
      streams.drain();
      return ended(run, status, streams, own, errors, watch);
    }
  }

  private Ending ended(
      CommandRun run,
      ExitStatus status,
      ItemStreams streams,
      Scratch own,
      StderrLines errors,
      Stopwatch watch) {
    Kind kind = Kind.FAILED;
    String error;
    if (streams.tooLarge()) {
      kind = Kind.FAILED_FOR_GOOD;
      error = settings.tooLarge();
    } else if (run.timedOut()) {
      error = settings.timedOut();
    } else if (status.exitCode() != 0) {
      error = status.text();
    } else {
      kind = Kind.DONE;
      error = "";
    }
    Bytes output = Bytes.wrap(own.output().toByteArray());
    return watch.ending(kind, status.exitCode(), output, error, errors.tail());
  }

  private static Ending notStarted(Bytes word, SpawnException e, Stopwatch watch) {
    if (e.errno() == Errno.E2BIG) {
      return watch.ending(
          Kind.FAILED_FOR_GOOD,
          e.exitCode(),
          Bytes.EMPTY,
          "the item is too long for the system to pass as an argument; --stdin takes such items",
          "");
    }
    return watch.ending(
        Kind.FAILED,
        e.exitCode(),
        Bytes.EMPTY,
        "the command " + word.text() + " could not be started: " + e.getMessage(),
        "");
  }

  private static boolean hasNul(Bytes word) {
    for (byte b : word.array()) {
      if (b == 0) {
        return true;
      }
    }
    return false;
  }
}
