package io.gleaner.coordinator.fill;

import io.gleaner.failure.GleanerException;
import io.gleaner.item.WorkItem;
import org.jspecify.annotations.Nullable;

/** An input on its way through a {@link Spool}: compared with what is recorded, then recorded. */
final class SpoolRecording implements ItemCursor {
  private final Spool spool;
  private final ItemCursor input;
  private final ItemCursor recorded;
  private final long recordedCount;
  private long count;
  private boolean ended;

  SpoolRecording(Spool spool, ItemCursor input) {
    this.spool = spool;
    this.input = input;
    this.recorded = spool.from(0);
    this.recordedCount = spool.count();
  }

  @Override
  public @Nullable WorkItem next() {
    if (ended) {
      return null;
    }
    WorkItem item = input.next();
    if (item == null) {
      end();
      return null;
    }
    if (count < recordedCount) {
      requireSame(item);
    } else if (spool.complete()) {
      throw otherInput("it has more than the " + recordedCount + " items of the first run.");
    } else {
      spool.append(item.body());
    }
    count++;
    return item;
  }

  private void requireSame(WorkItem item) {
    WorkItem before = recorded.next();
    if (before == null) {
      throw new IllegalStateException("a spool has lost item " + count);
    }
    if (!before.body().equals(item.body())) {
      String was = "item " + (count + 1) + " was \"" + before.body();
      throw otherInput(was + "\", and now it is \"" + item.body() + "\".");
    }
  }

  private void end() {
    if (count < recordedCount) {
      throw otherInput(
          "it ends after " + count + " items; there were " + recordedCount + " before.");
    }
    if (!spool.complete()) {
      spool.end();
    }
    ended = true;
  }

  private static GleanerException otherInput(String why) {
    return GleanerException.configuration(
        ("This is not the input that this job was started with: " + why)
            + " Give the same input to resume the job, or another --job for a new one.");
  }

  @Override
  public void close() {
    input.close();
  }
}
