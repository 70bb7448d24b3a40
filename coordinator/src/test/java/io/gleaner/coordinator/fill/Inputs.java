package io.gleaner.coordinator.fill;

import io.gleaner.item.Bytes;
import io.gleaner.item.WorkItem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** Inputs for tests. */
@NullMarked
final class Inputs {
  private Inputs() {}

  /** A cursor over items that are in memory. */
  static ItemCursor of(List<Bytes> items) {
    return new ItemCursor() {
      private int next;

      @Override
      public @Nullable WorkItem next() {
        return next == items.size() ? null : new WorkItem(next, items.get(next++));
      }

      @Override
      public void close() {}
    };
  }

  static List<Bytes> texts(String... items) {
    return Arrays.stream(items).map(Bytes::utf8).toList();
  }

  /** Everything that is left of a cursor; checks that the indexes follow each other. */
  static List<Bytes> drain(ItemCursor cursor, long firstIndex) {
    List<Bytes> items = new ArrayList<>();
    for (WorkItem item = cursor.next(); item != null; item = cursor.next()) {
      if (item.index() != firstIndex + items.size()) {
        throw new AssertionError(item.index() + " follows " + (firstIndex + items.size() - 1));
      }
      items.add(item.body());
    }
    cursor.close();
    return items;
  }

  /** Items of any bytes: many empty, most short, a few longer than a buffer. */
  static List<Bytes> random(Random random, int count) {
    List<Bytes> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int kind = random.nextInt(100);
      int size = kind < 20 ? 0 : kind < 98 ? random.nextInt(30) : random.nextInt(150_000);
      byte[] body = new byte[size];
      if (random.nextBoolean()) {
        random.nextBytes(body);
      }
      items.add(Bytes.wrap(body));
    }
    return items;
  }
}
