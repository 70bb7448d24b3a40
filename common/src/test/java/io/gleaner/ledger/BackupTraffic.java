package io.gleaner.ledger;

import io.gleaner.retry.RetryPolicy;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** Random requests of workers at the end of a Job that speculates: few items, often two at one. */
final class BackupTraffic {
  private final Random random;
  private long sought;

  BackupTraffic(Random random) {
    this.random = random;
  }

  /** Leases are long enough for two attempts to meet, and short enough to end. */
  JobSpec spec() {
    return new JobSpec(
            "parameters of backups",
            20 + random.nextInt(60),
            new RetryPolicy(1 + random.nextInt(6), random.nextInt(3), 3),
            JobSpec.UNSET,
            JobSpec.UNSET,
            JobSpec.UNSET,
            JobSpec.UNSET)
        .speculating(true);
  }

  void sought(long index) {
    sought = index;
  }

  LedgerRequest next(
      WorkerInfo worker,
      List<LedgerRequest.Held> held,
      Function<LedgerRequest.Held, Commit> commit) {
    int kind = random.nextInt(20);
    if (kind < 7) {
      return new LedgerRequest.SeekStraggler(worker.id(), random.nextInt(3));
    } else if (kind < 14 || held.isEmpty()) {
      return new LedgerRequest.Exchange(worker.id(), List.of(), List.of(claim()));
    }
    LedgerRequest.Held one = held.get(random.nextInt(held.size()));
    if (kind < 16) {
      // In one request, so that what is written behind meets what is written at once.
      return new LedgerRequest.Exchange(
          worker.id(), List.of(commit.apply(one)), List.of(claim(), claim()));
    } else if (kind < 18) {
      return new LedgerRequest.Renew(worker, List.copyOf(held), random.nextBoolean(), 1);
    } else if (kind < 19) {
      return new LedgerRequest.Release(worker.id(), List.of(one.grant()), random.nextBoolean());
    }
    return new LedgerRequest.Revoke(0, worker.id());
  }

  private Claim claim() {
    long index = random.nextBoolean() ? sought : random.nextInt(LedgerTraffic.ITEMS);
    return new Claim(index, 0, null, random.nextInt(8) == 0);
  }
}
