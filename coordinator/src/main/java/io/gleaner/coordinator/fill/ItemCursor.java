package io.gleaner.coordinator.fill;

import io.gleaner.item.WorkItem;
import org.jspecify.annotations.Nullable;

/** A place in a sequence of items, moving forward. For one thread. */
public interface ItemCursor extends AutoCloseable {
  /**
   * The next item, or null when there are no more (for good). May wait for input.
   *
   * @throws io.gleaner.failure.GleanerException if the input is not what it must be, or unreadable
   */
  @Nullable WorkItem next();

  /** Lets go of the file or stream. */
  @Override
  void close();
}
