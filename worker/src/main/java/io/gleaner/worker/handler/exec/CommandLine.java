package io.gleaner.worker.handler.exec;

import io.gleaner.command.CommandWords;
import io.gleaner.command.Placed;
import io.gleaner.failure.GleanerException;
import io.gleaner.item.Bytes;
import io.gleaner.worker.handler.Assignment;
import io.gleaner.worker.handler.posix.Environment;
import io.gleaner.worker.handler.posix.Programs;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command as it was given: words with replacement strings, none of which a shell ever sees. Items
 * become arguments byte by byte.
 */
public final class CommandLine {
  private final CommandWords words;
  private final boolean itemOnStdin;
  private final Environment environment;
  private final @Nullable Bytes program;

  private CommandLine(
      CommandWords words, boolean itemOnStdin, Environment env, @Nullable Bytes program) {
    this.words = words;
    this.itemOnStdin = itemOnStdin;
    this.environment = env;
    this.program = program;
  }

  /**
   * Reads a command and finds its program, once for all items. If no word has a replacement string,
   * the item becomes the last argument; not so with {@code itemOnStdin}, where a replacement string
   * works only if it was written. A command word with a replacement string is found item by item.
   *
   * @throws GleanerException configuration, if there is no command, or no such program, or it may
   *     not be executed
   */
  public static CommandLine resolve(List<Bytes> words, boolean itemOnStdin) {
    if (words.isEmpty()) {
      throw GleanerException.configuration("no command was given");
    }
    Environment environment = Environment.ofThisProcess();
    CommandWords commandWords = CommandWords.of(words, itemOnStdin);
    Bytes program = commandWords.sameProgram() ? Programs.find(words.get(0), environment) : null;
    return new CommandLine(commandWords, itemOnStdin, environment, program);
  }

  /** Whether the item is written to the command's standard input. */
  public boolean itemOnStdin() {
    return itemOnStdin;
  }

  /** The command's words for one item. */
  List<Bytes> words(Assignment assignment) {
    return words.expand(new Placed(assignment.item(), assignment.index(), assignment.slot()));
  }

  /**
   * The file to execute, for a command word as {@link #words} made it.
   *
   * @throws GleanerException if there is none for this item
   */
  Bytes program(Bytes commandWord) {
    return program != null ? program : Programs.find(commandWord, environment);
  }
}
