package io.gleaner.worker.runtime;

import io.gleaner.failure.ExitCode;
import io.gleaner.item.Bytes;
import io.gleaner.item.WorkItem;
import io.gleaner.ledger.JobSpec;
import io.gleaner.ledger.Ledger;
import io.gleaner.ledger.LedgerReply;
import io.gleaner.ledger.LedgerRequest;
import io.gleaner.ledger.MemoryLedgerServer;
import io.gleaner.queue.ItemPublisher;
import io.gleaner.queue.MemoryQueue;
import io.gleaner.worker.state.WorkerSettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** Workers of one Job, on a ledger and a queue in memory. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class WorkerCase {
  static final long LONG_DRAIN = 600_000;
  private static final long BATCH_MILLIS = 100;

  final MemoryLedgerServer server = new MemoryLedgerServer();
  final MemoryQueue queue = new MemoryQueue("gleaner.job");
  private final Ledger coordinator = server.connect();
  final List<Duration> deadlines = new CopyOnWriteArrayList<>();
  final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  final Worker worker(FakeHandler handler, int slots) {
    return worker(handler, slots, server.connect());
  }

  final Worker worker(FakeHandler handler, int slots, Ledger ledger) {
    return worker("w", handler, slots, ledger, WorkerSettings.UNLIMITED);
  }

  final Worker worker(String id, FakeHandler handler, int slots, Ledger ledger, long maxItems) {
    WorkerSettings settings =
        new WorkerSettings(
            id,
            "host",
            4711,
            "",
            slots,
            100,
            200,
            maxItems,
            20,
            WorkerSettings.DEFAULT_MAX_AHEAD,
            BATCH_MILLIS);
    return new Worker("job", settings, ledger, spec -> queue.consumer(), handler, deadlines::add);
  }

  final Future<ExitCode> run(Worker worker) {
    Callable<ExitCode> work = () -> worker.run().code();
    return threads.submit(work);
  }

  /** Opens and fills the Job as a coordinator does. */
  final void open(JobSpec spec, int items) {
    queue.admin().create();
    send(new LedgerRequest.Open("uid", spec));
    LedgerReply.Leading leading =
        (LedgerReply.Leading) send(new LedgerRequest.Lead("me", LONG_DRAIN));
    try (ItemPublisher publisher = queue.publisher("uid")) {
      List<Bytes> bodies = bodies(items);
      for (int i = 0; i < items; i++) {
        publisher.publish(new WorkItem(i, bodies.get(i)));
      }
      publisher.flush();
    }
    send(new LedgerRequest.Filled(leading.token(), items, "digest"));
    send(new LedgerRequest.Seal(leading.token(), items));
  }

  final LedgerReply send(LedgerRequest request) {
    return coordinator.send(request).toCompletableFuture().join();
  }

  static List<Bytes> bodies(int items) {
    return IntStream.range(0, items).mapToObj(i -> Bytes.utf8("item " + i)).toList();
  }
}
