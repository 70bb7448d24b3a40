package io.gleaner.benchmark.simulation;

import io.gleaner.failure.ExitCode;
import io.gleaner.ledger.redis.RedisLedger;
import io.gleaner.ledger.redis.RedisLedgers;
import io.gleaner.ledger.redis.RedisOptions;
import io.gleaner.queue.amqp.AmqpConnections;
import io.gleaner.queue.amqp.AmqpItemConsumer;
import io.gleaner.queue.amqp.AmqpSettings;
import io.gleaner.worker.runtime.Worker;
import io.gleaner.worker.state.WorkerSettings;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A program that is many workers of one Job. Each has a connection to each server and a thread of
 * its own, as a worker has that is a process; the Java machine, the client of Redis and the
 * handlers, which do nothing, are shared. It exits 0 when all of them have seen the Job complete.
 */
public final class Crowd {
  private static final int SLOTS = 1;

  private final String job;
  private final String broker;
  private final RedisLedgers ledgers;
  private final Nothing handler = new Nothing();

  private Crowd(String job, String broker, RedisLedgers ledgers) {
    this.job = job;
    this.broker = broker;
    this.ledgers = ledgers;
  }

  /** The Job's name and how many workers; the servers are those that the environment names. */
  public static void main(String[] arguments) throws Exception {
    URI ledger = URI.create(System.getenv("GLEANER_LEDGER"));
    boolean complete;
    try (RedisLedgers ledgers = RedisLedgers.of(RedisOptions.of(ledger, "gleaner-crowd"))) {
      Crowd crowd = new Crowd(arguments[0], System.getenv("GLEANER_BROKER"), ledgers);
      complete = crowd.run(Integer.parseInt(arguments[1]));
    }
    System.exit(complete ? 0 : 1);
  }

  private boolean run(int size) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(size);
    List<Future<ExitCode>> ends = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      ends.add(threads.submit(worker()));
    }
    boolean complete = true;
    for (Future<ExitCode> end : ends) {
      complete &= end.get() == ExitCode.COMPLETE;
    }
    threads.shutdown();
    handler.close();
    return complete;
  }

  private Callable<ExitCode> worker() {
    String id = "crowd-" + UUID.randomUUID();
    RedisLedger ledger = ledgers.connect(job);
    WorkerSettings settings =
        WorkerSettings.of(id, "localhost", ProcessHandle.current().pid(), SLOTS);
    Worker worker =
        new Worker(
            job,
            settings,
            ledger,
            spec ->
                new AmqpItemConsumer(
                    AmqpConnections.to(
                        broker, AmqpSettings.forLease(Duration.ofMillis(spec.leaseMillis()))),
                    job,
                    id),
            handler,
            deadline -> {});
    return () -> {
      try (ledger) {
        return worker.run().code();
      }
    };
  }
}
