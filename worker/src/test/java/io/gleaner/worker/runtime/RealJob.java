package io.gleaner.worker.runtime;

import io.gleaner.failure.ExitCode;
import io.gleaner.item.Bytes;
import io.gleaner.item.WorkItem;
import io.gleaner.ledger.JobSpec;
import io.gleaner.ledger.JobSummary;
import io.gleaner.ledger.LedgerReply;
import io.gleaner.ledger.LedgerRequest;
import io.gleaner.ledger.Result;
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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** A Job on real servers, opened and filled as a coordinator does, with workers in this process. */
public final class RealJob implements AutoCloseable {
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

  public RealJob(String name, String broker, URI ledger) {
    this(name, broker, ledger, false);
  }

  RealJob(String name, String broker, URI ledger, boolean speculate) {
    this.name = name;
    ledgers = RedisLedgers.of(RedisOptions.of(ledger, "test"));
    coordinator = ledgers.connect(name);
    connections = AmqpConnections.to(broker, AmqpSettings.forLease(LEASE));
    admin = new AmqpQueueAdmin(connections, name, QueueType.QUORUM, "test", notice -> {});
    admin.create();
    RetryPolicy retry = new RetryPolicy(3, 1, 1);
    long unset = JobSpec.UNSET;
    JobSpec spec = new JobSpec("p", LEASE.toMillis(), retry, unset, unset, unset, unset, speculate);
    send(new LedgerRequest.Open("uid-" + name, spec));
    lead = ((LedgerReply.Leading) send(new LedgerRequest.Lead("test", LEAD_MILLIS))).token();
  }

  /** Publishes so many more items. */
  public void fill(int items) {
    publish(filled, filled + items);
    filled += items;
    send(new LedgerRequest.Filled(lead, filled, "digest"));
  }

  /** Puts a message into the queue that carries another Job's uid. */
  public void publishForeign(String body) {
    publish("other-" + body, new WorkItem(0, Bytes.utf8(body)));
  }

  /** The results that nobody has collected. */
  public List<Result> results() {
    return coordinator.results(0, 1 << 20).results();
  }

  /** The Job in figures. */
  public Optional<JobSummary> summary() {
    return coordinator.summary();
  }

  /** Publishes all of them again. */
  void fillAgain() {
    publish(0, filled);
  }

  private void publish(int from, int to) {
    WorkItem[] items =
        IntStream.range(from, to)
            .mapToObj(i -> new WorkItem(i, Bytes.utf8("item " + i)))
            .toArray(WorkItem[]::new);
    publish("uid-" + name, items);
  }

  private void publish(String uid, WorkItem... items) {
    try (ItemPublisher publisher =
        AmqpItemPublisher.open(connections, name, uid, "test", notice -> {})) {
      for (WorkItem item : items) {
        publisher.publish(item);
      }
      publisher.flush();
    }
  }

  public void seal() {
    send(new LedgerRequest.Seal(lead, filled));
  }

  Future<ExitCode> work(String worker, int slots, FakeHandler handler) {
    WorkerSettings settings =
        new WorkerSettings(
            worker, "host", 4711, "", slots, 100, 200, WorkerSettings.UNLIMITED, 50, 512, 100);
    Worker running =
        new Worker(
            name,
            settings,
            ledgers.connect(name),
            spec -> new WatchedConsumer(consumer(worker), seen),
            handler,
            deadline -> {});
    Callable<ExitCode> run = () -> running.run().code();
    return threads.submit(run);
  }

  ItemConsumer consumer(String worker) {
    return new AmqpItemConsumer(connections, name, worker);
  }

  LedgerReply send(LedgerRequest request) {
    return coordinator.send(request).toCompletableFuture().join();
  }

  public QueueAdmin admin() {
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
