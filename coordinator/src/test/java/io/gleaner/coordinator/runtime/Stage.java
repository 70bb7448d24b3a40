package io.gleaner.coordinator.runtime;

import io.gleaner.config.JobName;
import io.gleaner.coordinator.fill.ItemCursor;
import io.gleaner.coordinator.fill.ItemSource;
import io.gleaner.item.Bytes;
import io.gleaner.item.WorkItem;
import io.gleaner.ledger.JobSpec;
import io.gleaner.ledger.MemoryLedger;
import io.gleaner.ledger.MemoryLedgerServer;
import io.gleaner.queue.MemoryQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** A ledger and a queue in memory, and coordinators that share them; waiting moves the clock. */
@NullMarked
final class Stage {
  static final JobName JOB = new JobName("primes");
  static final JobSpec SPEC = JobSpec.of("{\"items\":\"lines\"}");

  final MemoryLedgerServer server = new MemoryLedgerServer();
  final MemoryQueue queue = new MemoryQueue("gleaner.primes");
  final List<String> notices = new ArrayList<>();
  final Note note = new Note();
  Runnable onPause = () -> {};

  Pacing pacing() {
    return duration -> {
      if (!duration.isZero()) {
        server.advance(duration.toMillis());
        onPause.run();
      }
      return true;
    };
  }

  JobSession open(String holder) {
    MemoryLedger ledger = server.connect();
    return JobSession.open(calls(ledger), JOB, SPEC, holder);
  }

  JobSession attach(String holder) {
    return JobSession.attach(calls(server.connect()), JOB, holder);
  }

  private LedgerCalls calls(MemoryLedger ledger) {
    return LedgerCalls.over(ledger, false, pacing(), notices::add);
  }

  QueueAccess access() {
    return new QueueAccess(queue.admin(), queue::publisher);
  }

  Filler filler(JobSession session, ItemSource input) {
    return new Filler(session, access(), input, note, pacing(), notices::add);
  }

  static ItemSource input(int count) {
    return input(IntStream.range(0, count).mapToObj(i -> Bytes.utf8("item " + i)).toList());
  }

  static ItemSource input(List<Bytes> items) {
    return new ItemSource() {
      @Override
      public ItemCursor from(long index) {
        return new ItemCursor() {
          private int next = (int) index;

          @Override
          public @Nullable WorkItem next() {
            return next >= items.size() ? null : new WorkItem(next, items.get(next++));
          }

          @Override
          public void close() {}
        };
      }

      @Override
      public OptionalLong total() {
        return OptionalLong.of(items.size());
      }
    };
  }

  /** An input that begins in its middle, with its last item. */
  static ItemSource single(WorkItem item) {
    return new ItemSource() {
      @Override
      public ItemCursor from(long index) {
        return new ItemCursor() {
          private @Nullable WorkItem next = item;

          @Override
          public @Nullable WorkItem next() {
            WorkItem now = next;
            next = null;
            return now;
          }

          @Override
          public void close() {}
        };
      }

      @Override
      public OptionalLong total() {
        return OptionalLong.empty();
      }
    };
  }

  static Pacing stopAfter(int asks) {
    int[] left = {asks};
    return duration -> !duration.equals(Duration.ZERO) || left[0]-- > 0;
  }

  /** A note in memory, which outlives a coordinator as a file does. */
  static final class Note implements RepublishNote {
    boolean there;

    @Override
    public boolean written() {
      return there;
    }

    @Override
    public void write() {
      there = true;
    }

    @Override
    public void remove() {
      there = false;
    }
  }
}
