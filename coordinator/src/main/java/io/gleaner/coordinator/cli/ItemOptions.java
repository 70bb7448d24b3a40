package io.gleaner.coordinator.cli;

import io.gleaner.coordinator.fill.FileItemSource;
import io.gleaner.coordinator.fill.ItemCursor;
import io.gleaner.coordinator.fill.ItemFormat;
import io.gleaner.coordinator.fill.ItemReader;
import io.gleaner.failure.GleanerException;
import java.nio.file.Path;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Options that say where the items are and how they are cut. */
public final class ItemOptions {
  private static final String STANDARD_INPUT = "-";

  @Option(
      names = {"-a", "--items"},
      paramLabel = "FILE",
      defaultValue = STANDARD_INPUT,
      description = "The items, one a line; - is standard input. Default: ${DEFAULT-VALUE}.")
  private String items = STANDARD_INPUT;

  @ArgGroup private final Format format = new Format();

  @Option(
      names = "--max-item",
      paramLabel = "BYTES",
      defaultValue = "1MiB",
      converter = SizeConverter.class,
      description = "The most that an item may have. Default: ${DEFAULT-VALUE}.")
  private long maxItem = ItemReader.DEFAULT_MAX_ITEM_BYTES;

  /** How the input is cut. */
  public ItemFormat format() {
    return format.nul ? ItemFormat.NUL : format.jsonl ? ItemFormat.JSONL : ItemFormat.LINES;
  }

  /** The most bytes of an item. */
  public int maxItemBytes() {
    if (maxItem < 1 || maxItem > Integer.MAX_VALUE - 64) {
      throw GleanerException.configuration(
          "--max-item must be between 1 byte and 2 GiB, not " + maxItem + ".");
    }
    return (int) maxItem;
  }

  /** Whether the items come from standard input. */
  public boolean standardInput() {
    return items.equals(STANDARD_INPUT);
  }

  /** Whether the input can be read more than once, and so need not be spooled. */
  public boolean canReadAgain() {
    return !standardInput() && FileItemSource.canReadAgain(file());
  }

  /** The input as a file that {@link #canReadAgain}. */
  public FileItemSource source() {
    return FileItemSource.open(file(), format(), maxItemBytes());
  }

  /** The input, to be read once. */
  public ItemCursor read(Surroundings around) {
    return standardInput()
        ? new ItemReader(around.in(), "standard input", format(), maxItemBytes())
        : FileItemSource.read(file(), format(), maxItemBytes());
  }

  private Path file() {
    return Path.of(items);
  }

  /** At most one of these. */
  static final class Format {
    @Option(
        names = {"-0", "--null"},
        description = "Items are separated by NUL bytes, as find -print0 writes them.")
    private boolean nul;

    @Option(names = "--jsonl", description = "Each line is a JSON text (JSON Lines).")
    private boolean jsonl;
  }
}
