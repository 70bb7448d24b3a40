package io.gleaner.worker.runtime;

import io.gleaner.failure.ExitCode;
import io.gleaner.item.Bytes;
import io.gleaner.item.WorkItem;
import io.gleaner.ledger.JobSpec;
import io.gleaner.ledger.LedgerReply;
import io.gleaner.ledger.LedgerRequest;
import io.gleaner.ledger.redis.RedisLedger;
import io.gleaner.ledger.redis.RedisLedgers;
import io.gleaner.ledger.redis.RedisOptions;
import io.gleaner.queue.ItemConsumer;
import io.gleaner.queue.ItemPublisher;
import io.gleaner.queue.QueueAdmin;
import io.gleaner.queue.amqp.AmqpConnections;
import io.gleaner.queue.amqp.AmqpItemConsumer;
import io.gleaner.queue.amqp.AmqpItemPublisher;
import io.gleaner.queue.amqp.AmqpQueueAdmin;
import io.gleaner.queue.amqp.AmqpSettings;
import io.gleaner.queue.amqp.QueueType;
import io.gleaner.retry.RetryPolicy;
import io.gleaner.worker.runtime.WatchedConsumer.Seen;
import io.gleaner.worker.state.WorkerSettings;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A Job on real servers, opened and filled as a coordinator does, with workers in this process. */
final class RealJob implements AutoCloseable {
  static final Duration LEASE = Duration.ofSeconds(3);
  private static final long LEAD_MILLIS = 600_000;

  private final String name;
  private final RedisLedgers ledgers;
  private final RedisLedger coordinator;
  private final AmqpConnections connections;
  private final QueueAdmin admin;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Seen seen = new Seen();
  private final long lead;
  private int filled;

  RealJob(String name, String broker, URI ledger) {
    this.name = name;
    ledgers = RedisLedgers.of(RedisOptions.of(ledger, "test"));
    coordinator = ledgers.connect(name);
    connections = AmqpConnections.to(broker, AmqpSettings.forLease(LEASE));
    admin = new AmqpQueueAdmin(connections, name, QueueType.QUORUM, "test");
    admin.create();
    RetryPolicy retry = new RetryPolicy(3, 1, 1);
    long unset = JobSpec.UNSET;
    JobSpec spec = new JobSpec("p", LEASE.toMillis(), retry, unset, unset, unset, unset);
    send(new LedgerRequest.Open("uid-" + name, spec));
    lead = ((LedgerReply.Leading) send(new LedgerRequest.Lead("test", LEAD_MILLIS))).token();
  }

  /** Publishes so many more items. */
  void fill(int items) {
    publish(filled, filled + items);
    filled += items;
    send(new LedgerRequest.Filled(lead, filled, "digest"));
  }

  /** Publishes all of them again. */
  void fillAgain() {
    publish(0, filled);
  }

  private void publish(int from, int to) {
    try (ItemPublisher publisher =
        AmqpItemPublisher.open(connections, name, "uid-" + name, "test", notice -> {})) {
      for (int i = from; i < to; i++) {
        publisher.publish(new WorkItem(i, Bytes.utf8("item " + i)));
      }
      publisher.flush();
    }
  }

  void seal() {
    send(new LedgerRequest.Seal(lead, filled));
  }

  Future<ExitCode> work(String worker, int slots, FakeHandler handler) {
    WorkerSettings settings =
        new WorkerSettings(worker, "host", 4711, "", slots, 100, 200, 50, 512, 100);
    Worker running =
        new Worker(
            name,
            settings,
            ledgers.connect(name),
            spec -> new WatchedConsumer(consumer(worker), seen),
            handler,
            deadline -> {});
    Callable<ExitCode> run = running::run;
    return threads.submit(run);
  }

  ItemConsumer consumer(String worker) {
    return new AmqpItemConsumer(connections, name, worker);
  }

  LedgerReply send(LedgerRequest request) {
    return coordinator.send(request).toCompletableFuture().join();
  }

  QueueAdmin admin() {
    return admin;
  }

  Seen seen() {
    return seen;
  }

  @Override
  public void close() {
    threads.shutdownNow();
    admin.delete();
    admin.close();
    ledgers.close();
  }
}
