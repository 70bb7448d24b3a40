package io.gleaner.worker.handler.guard;

import io.gleaner.item.Bytes;
import io.gleaner.worker.handler.Assignment;
import io.gleaner.worker.handler.exec.CommandHandler;
import io.gleaner.worker.handler.exec.CommandLine;
import io.gleaner.worker.handler.exec.ExecSettings;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A small worker in a process of its own, to be killed or frozen by a test. */
final class GuardedWorker {
  private GuardedWorker() {}

  /**
   * Runs one shell command until it is told a line on standard input.
   *
   * @param args the worker's id, milliseconds until its deadline, "guarded" or "untold" (the guard
   *     is not told of the command), the command
   */
  public static void main(String[] args) throws Exception {
    HandlerGuard guard = HandlerGuard.start(args[0]);
    guard.deadlineIn(Duration.ofMillis(Long.parseLong(args[1])));
    ProcessGuard told = args[2].equals("guarded") ? guard : ProcessGuard.NONE;
    ExecSettings settings = new ExecSettings(args[0], null, Duration.ofSeconds(1), 1000, Set.of());
    List<Bytes> words = List.of(Bytes.utf8("sh"), Bytes.utf8("-c"), Bytes.utf8(args[3]));
    CommandHandler handler =
        new CommandHandler(CommandLine.resolve(words, true), settings, told, (index, line) -> {});
    handler.start(
        new Assignment("job", 0, 1, 1, 1, Bytes.EMPTY),
        ending -> System.out.println("ended " + ending.exitCode()));
    System.out.println("guard " + guard.pid());
    System.in.read();
    guard.close();
    System.out.println("closed");
    System.in.read();
  }
}
