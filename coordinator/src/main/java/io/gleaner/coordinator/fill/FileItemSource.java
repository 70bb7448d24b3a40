package io.gleaner.coordinator.fill;

import io.gleaner.coordinator.durable.FileErrors;
import io.gleaner.failure.GleanerException;
import io.gleaner.item.WorkItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The items of a regular file, read again each time from its beginning; nothing is copied. Whether
 * the file is still the same, {@link HighWaterMark#check} tells: check before publishing again.
 */
public final class FileItemSource implements ItemSource {
  private final Path file;
  private final ItemFormat format;
  private final int maxItemBytes;
  private volatile OptionalLong total = OptionalLong.empty();

  private FileItemSource(Path file, ItemFormat format, int maxItemBytes) {
    this.file = file;
    this.format = format;
    this.maxItemBytes = maxItemBytes;
  }

  /**
   * Opens a file of items, for which {@link #canReadAgain} must hold.
   *
   * @throws GleanerException of kind CONFIGURATION if it is missing, a folder, or not readable
   */
  public static FileItemSource open(Path file, ItemFormat format, int maxItemBytes) {
    FileItemSource source = new FileItemSource(file, format, maxItemBytes);
    source.reader().close();
    return source;
  }

  /**
   * Whether items can be read from here more than once. They cannot from a pipe or a device, nor
   * from {@code /dev/stdin} and its like, which is something else in the next run: record these in
   * a {@link Spool}. A missing file counts as a regular one, for {@link #open} to refuse.
   */
  public static boolean canReadAgain(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    if (absolute.startsWith("/dev") || absolute.startsWith("/proc")) {
      return false;
    }
    return Files.isRegularFile(file) || Files.isDirectory(file) || !Files.exists(file);
  }

  /**
   * A cursor over a file that need not be a regular one: a named pipe for example.
   *
   * @throws GleanerException of kind CONFIGURATION if it is missing, a folder, or not readable
   */
  public static ItemReader read(Path file, ItemFormat format, int maxItemBytes) {
    if (Files.isDirectory(file)) {
      throw GleanerException.configuration(
          "Cannot read items from " + file + ": it is a folder. Name a file of items.");
    }
    try {
      return new ItemReader(Files.newInputStream(file), file.toString(), format, maxItemBytes);
    } catch (IOException e) {
      throw FileErrors.opening(file, e);
    }
  }

  @Override
  public ItemCursor from(long index) {
    ItemReader reader = reader();
    return new ItemCursor() {
      @Override
      public @Nullable WorkItem next() {
        WorkItem item = reader.next();
        while (item != null && item.index() < index) {
          item = reader.next();
        }
        if (item == null) {
          total = OptionalLong.of(reader.count());
        }
        return item;
      }

      @Override
      public void close() {
        reader.close();
      }
    };
  }

  private ItemReader reader() {
    return read(file, format, maxItemBytes);
  }

  @Override
  public OptionalLong total() {
    return total;
  }
}
