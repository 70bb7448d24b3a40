package io.gleaner.coordinator.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gleaner.command.CommandWords;
import io.gleaner.command.StreamWord;
import io.gleaner.failure.GleanerException;
import io.gleaner.item.Bytes;
import io.gleaner.process.Executables;
import io.gleaner.process.RawArguments;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Options that say what runs for each item; they go on to the workers. */
public final class WorkOptions {
  @Option(
      names = {"-c", "--concurrency"},
      paramLabel = "K",
      defaultValue = "1",
      description = "How many items each worker runs at once. Default: ${DEFAULT-VALUE}.")
  private int concurrency = 1;

  @Option(
      names = "--stdin",
      description = "Write the item to the command's standard input instead of appending it.")
  private boolean stdin;

  @Option(
      names = "--item-timeout",
      paramLabel = "D",
      converter = DurationConverter.class,
      description = "How long one item may take. Default: as long as it likes.")
  private @Nullable Duration itemTimeout;

  @Option(
      names = "--grace",
      paramLabel = "D",
      defaultValue = "2s",
      converter = DurationConverter.class,
      description =
          "How long a handler has between SIGTERM and SIGKILL. Default: ${DEFAULT-VALUE}.")
  private Duration grace = Duration.ofSeconds(2);

  @Option(
      names = "--drain",
      paramLabel = "D",
      defaultValue = "5s",
      converter = DurationConverter.class,
      description =
          "How long running items may take to finish when the run is interrupted."
              + " Default: ${DEFAULT-VALUE}.")
  private Duration drain = Duration.ofSeconds(5);

  @Option(
      names = "--max-result",
      paramLabel = "BYTES",
      defaultValue = "1MiB",
      converter = SizeConverter.class,
      description =
          "The largest output of an item; a larger one fails it for good. Default: ${DEFAULT-VALUE}.")
  private long maxResult = 1 << 20;

  @Option(
      names = "--handler-classpath",
      paramLabel = "PATH",
      description = "Run a Java WorkHandler from these jars and folders instead of a command.")
  private @Nullable String handlerClasspath;

  @Option(
      names = "--handler",
      paramLabel = "NAME",
      description = {
        "stream: start the command once a slot, and give it items as JSON Lines.",
        "With --handler-classpath: which WorkHandler, of several."
      })
  private @Nullable String handler;

  @Parameters(
      paramLabel = "COMMAND",
      arity = "0..*",
      description = {
        "The command for each item, never given to a shell. {} is the item, {.} without its",
        "ending, {/} its base name, {//} its folder, {/.} its base name without the ending,",
        "{#} its number from 1, {%%} the slot from 1. Without any, the item is the last argument."
      })
  private final List<String> command = new ArrayList<>();

  /** The command as the bytes that it was given as; empty for a Java handler. */
  public List<Bytes> command() {
    return RawArguments.last(command);
  }

  /** The command with its replacement strings; without words for a Java handler. */
  public CommandWords words() {
    return CommandWords.of(command(), stdin || isStream());
  }

  /** How long running items may take to finish when asked to stop. */
  public Duration drain() {
    return drain;
  }

  /**
   * Checks what can be checked before anything is started.
   *
   * @throws GleanerException configuration
   */
  public void check(Map<String, String> env) {
    checkWords();
    if (handlerClasspath == null) {
      checkProgram(env);
    }
  }

  /**
   * Checks all but whether there is such a program on this machine: it may run elsewhere.
   *
   * @throws GleanerException configuration
   */
  public void checkWords() {
    if (concurrency < 1 || concurrency > 1_000) {
      throw GleanerException.configuration(
          "--concurrency must be between 1 and 1000, not " + concurrency + ".");
    }
    if (maxResult < 1 || maxResult > 1 << 30) {
      throw GleanerException.configuration("--max-result must be between 1 byte and 1 GiB.");
    }
    if (handlerClasspath != null && !command.isEmpty()) {
      throw GleanerException.configuration(
          "Give a command or --handler-classpath, not both: one of them runs for each item.");
    }
    if (handlerClasspath == null && command.isEmpty()) {
      throw GleanerException.configuration(
          "What shall run for each item? Give a command after --, as in: gleaner run -- ./process"
              + " {}");
    }
    if (handlerClasspath == null && handler != null) {
      StreamWord.check(handler, stdin);
    }
  }

  private boolean isStream() {
    return handlerClasspath == null && Objects.equals(handler, StreamWord.STREAM);
  }

  private void checkProgram(Map<String, String> env) {
    String program = command.get(0);
    if (program.contains("{") && !isStream()) {
      return;
    }
    boolean path = program.contains("/");
    try {
      if (path ? executable(Path.of(program)) : Executables.onPath(program, env).isPresent()) {
        return;
      }
    } catch (InvalidPathException e) {
      // This locale has no such characters. The worker looks again, with the bytes as given.
      return;
    }
    throw GleanerException.configuration(
        path && Files.exists(Path.of(program))
            ? "The command " + program + " is not an executable file: chmod +x it, or name another."
            : "There is no command "
                + program
                + (path ? "." : " on the PATH.")
                + " Check its name.");
  }

  private static boolean executable(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }

  /** The options as a worker takes them. */
  public List<String> workerOptions() {
    List<String> options = new ArrayList<>();
    options.add("--concurrency=" + concurrency);
    options.add("--grace=" + grace.toMillis() + "ms");
    options.add("--drain=" + drain.toMillis() + "ms");
    options.add("--max-result=" + maxResult);
    if (stdin) {
      options.add("--stdin");
    }
    if (itemTimeout != null) {
      options.add("--item-timeout=" + itemTimeout.toMillis() + "ms");
    }
    if (handlerClasspath != null) {
      options.add("--handler-classpath=" + handlerClasspath);
    }
    if (handler != null) {
      options.add("--handler=" + handler);
    }
    return options;
  }

  /**
   * What makes the Job this Job: resuming it with something else under the same name is refused.
   */
  public String parameters(ItemOptions items) {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("items", items.format().name().toLowerCase(Locale.ROOT));
    if (handlerClasspath != null) {
      json.put("handler", handler == null ? "" : handler);
    } else {
      var words = json.putArray("command");
      command().forEach(word -> words.add(readable(word)));
      json.put("stdin", stdin);
      if (isStream()) {
        json.put("handler", StreamWord.STREAM);
      }
    }
    try {
      return new ObjectMapper().writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String readable(Bytes word) {
    return Bytes.utf8(word.text()).equals(word)
        ? word.text()
        : "base64:" + Base64.getEncoder().encodeToString(word.array());
  }
}
