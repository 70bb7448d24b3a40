package io.gleaner.benchmark.micro;

import io.gleaner.ledger.ClaimOutcome;
import io.gleaner.ledger.Commit;
import io.gleaner.ledger.Grant;
import io.gleaner.ledger.JobSpec;
import io.gleaner.ledger.LedgerReply;
import io.gleaner.ledger.LedgerRequest;
import io.gleaner.ledger.LedgerRules;
import io.gleaner.ledger.LedgerState;
import io.gleaner.ledger.Samples;
import io.gleaner.ledger.Server;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What an item costs in the pure core. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CoreBenchmark {
  private static final String UID = "uid-1";

  /** After so many items it begins anew, so that what is kept of each does not pile up. */
  private static final int ITEMS = 10_000;

  private final LedgerRules rules = LedgerRules.whole();
  private SimulatedWorker worker = new SimulatedWorker();
  private LedgerState ledger = LedgerState.NOTHING;
  private @Nullable Grant held;
  private long next;

  /** Begins anew. */
  @Setup(Level.Iteration)
  public void begin() {
    worker = new SimulatedWorker();
    next = 0;
    held = null;
    ledger = LedgerState.NOTHING;
    ask(new LedgerRequest.Open(UID, JobSpec.of("")));
    ask(new LedgerRequest.Register(Samples.worker("worker-1")));
  }

  /** WorkerMachine and LedgerRules together: an item from its delivery to its acknowledgement. */
  @Benchmark
  public long workerMachine() {
    if (next == ITEMS) {
      begin();
    }
    worker.item(next++);
    return worker.acknowledged();
  }

  /** LedgerRules alone: an item's commit and the claim of the next, in one call. */
  @Benchmark
  public LedgerReply ledgerRules() {
    if (next == ITEMS) {
      begin();
    }
    Grant ending = held;
    List<Commit> commits = ending == null ? List.of() : List.of(Samples.commit(ending));
    LedgerReply reply =
        ask(new LedgerRequest.Exchange("worker-1", commits, List.of(Samples.claim(next))));
    if (reply instanceof LedgerReply.Exchanged exchanged
        && exchanged.claims().get(0) instanceof ClaimOutcome.Granted granted) {
      held = new Grant(next, granted.token());
    } else {
      throw new IllegalStateException("not granted: " + reply);
    }
    next++;
    return reply;
  }

  private LedgerReply ask(LedgerRequest request) {
    LedgerRules.Applied applied =
        rules.apply(ledger, UID, request, new Server("run-1", 1_000_000 + next));
    ledger = applied.state();
    return applied.reply();
  }
}
