package io.gleaner.coordinator.fill;

import io.gleaner.item.Bytes;
import io.gleaner.item.WorkItem;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Items that somebody has listed, each as it stands. */
public final class ListItemSource implements ItemSource {
  private final List<String> items;

  /** The items of a list, in its order. */
  public ListItemSource(List<String> items) {
    this.items = List.copyOf(items);
  }

  @Override
  public ItemCursor from(long index) {
    return new ItemCursor() {
      private int next = Math.toIntExact(Math.min(index, items.size()));

      @Override
      public @Nullable WorkItem next() {
        return next >= items.size() ? null : new WorkItem(next, Bytes.utf8(items.get(next++)));
      }

      @Override
      public void close() {
        // There is nothing to let go of.
      }
    };
  }

  @Override
  public OptionalLong total() {
    return OptionalLong.of(items.size());
  }
}
