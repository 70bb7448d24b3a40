package io.gleaner.worker.cli;

import io.gleaner.command.StreamWord;
import io.gleaner.config.Quantities;
import io.gleaner.failure.GleanerException;
import io.gleaner.item.Bytes;
import io.gleaner.process.RawArguments;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What runs for an item: a command, a program that is given items, or Java code. */
final class HandlerOptions {
  @Option(
      names = "--stdin",
      description = "Write the item to the command's standard input instead of appending it.")
  private boolean stdin;

  @Option(
      names = "--item-timeout",
      paramLabel = "TIME",
      description = "How long one item may take, such as 30s or 5m (default: as long as it likes).")
  private @Nullable String itemTimeout;

  @Option(
      names = "--grace",
      paramLabel = "TIME",
      defaultValue = "2s",
      description =
          "How long a handler has between SIGTERM and SIGKILL (default: ${DEFAULT-VALUE}).")
  private String grace = "2s";

  @Option(
      names = "--max-result",
      paramLabel = "SIZE",
      defaultValue = "1MiB",
      description =
          "The largest result of an item; a larger one fails it for good (default: ${DEFAULT-VALUE}).")
  private String maxResult = "1MiB";

  @Option(
      names = "--handler-classpath",
      paramLabel = "PATH",
      description = "Jars and folders with a Java WorkHandler, separated as on a class path.")
  private @Nullable String handlerClasspath;

  @Option(
      names = "--handler",
      paramLabel = "NAME",
      description = {
        "stream: start the command once a slot, and give it items as JSON Lines.",
        "With --handler-classpath: which WorkHandler, when there are several."
      })
  private @Nullable String handlerName;

  @Option(
      names = "--command-file",
      hidden = true,
      paramLabel = "FILE",
      description = "The command, each word ended by a NUL.")
  private @Nullable Path commandFile;

  @Parameters(
      paramLabel = "COMMAND",
      arity = "0..*",
      description = {
        "The command for each item, never given to a shell. {} is the item, {.} without its ending,",
        "{/} its base name, {//} its folder, {/.} its base name without the ending, {#} its number",
        "from 1, {%%} the slot from 1. Without any of them the item is the last argument."
      })
  private final List<String> command = new ArrayList<>();

  Duration grace() {
    return Quantities.duration(grace);
  }

  /** Checks everything that can be checked before anything is started. */
  HandlerChoice choose() {
    @Nullable Duration timeout = itemTimeout == null ? null : Quantities.duration(itemTimeout);
    long limit = Quantities.bytes(maxResult);
    if (limit < 1 || limit > 1 << 30) {
      throw GleanerException.configuration("--max-result must be between 1 byte and 1 GiB.");
    }
    List<Bytes> words = words();
    if (handlerClasspath != null && !words.isEmpty()) {
      throw GleanerException.configuration(
          "Give a command or --handler-classpath, not both: one of them runs for each item.");
    }
    if (handlerClasspath != null) {
      List<Path> path = new ArrayList<>();
      for (String entry : handlerClasspath.split(File.pathSeparator, -1)) {
        path.add(Path.of(entry));
      }
      return HandlerChoice.java(path, handlerName, timeout, grace(), (int) limit);
    }
    if (words.isEmpty()) {
      throw GleanerException.configuration(
          "What shall run for each item? Give a command after --, or --handler-classpath.");
    }
    if (handlerName != null) {
      StreamWord.check(handlerName, stdin);
      return HandlerChoice.stream(words, timeout, grace(), (int) limit);
    }
    return HandlerChoice.command(words, stdin, timeout, grace(), (int) limit);
  }

  private List<Bytes> words() {
    if (commandFile == null) {
      return RawArguments.last(command);
    }
    try {
      return RawArguments.split(Files.readAllBytes(commandFile));
    } catch (IOException e) {
      throw GleanerException.configuration(
          "The command file " + commandFile + " cannot be read: " + e.getMessage());
    }
  }
}
