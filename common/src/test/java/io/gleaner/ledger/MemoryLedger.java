package io.gleaner.ledger;

import io.gleaner.failure.GleanerException;
import io.gleaner.item.WorkItem;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A connection to a {@link MemoryLedgerServer}. Answers are there when the call returns. */
public final class MemoryLedger implements Ledger, LedgerReading {
  private final MemoryLedgerServer server;
  private final List<Hints> listeners = new CopyOnWriteArrayList<>();
  private volatile String uid = "";

  /** Which connection the last barrier, or before it the first answer, belongs to. */
  private final AtomicLong trusted = new AtomicLong(-1);

  MemoryLedger(MemoryLedgerServer server) {
    this.server = server;
  }

  @Override
  public CompletionStage<LedgerReply> send(LedgerRequest request) {
    return stage(
        () -> {
          LedgerReply reply = server.apply(uid, request);
          trusted.compareAndSet(-1, server.connections());
          if (reply instanceof LedgerReply.Opened opened) {
            uid = opened.uid();
          } else if (reply instanceof LedgerReply.Registered registered) {
            uid = registered.uid();
          }
          return reply;
        });
  }

  @Override
  public CompletionStage<@Nullable Void> barrier() {
    return stage(
            () -> {
              long now = server.connections();
              long before = trusted.getAndSet(now);
              server.barrier(before >= 0 && before != now);
              return now;
            })
        .thenAccept(passed -> {});
  }

  @Override
  public void subscribe(Hints listener) {
    listeners.add(listener);
    if (server.up()) {
      listener.connected();
    }
  }

  @Override
  public void close() {
    server.disconnect(this);
  }

  @Override
  public Optional<JobSummary> summary() {
    LedgerState state = read();
    if (!state.present()) {
      return Optional.empty();
    }
    JobView view = new LedgerDraft(state, server.server(), Set.of(LedgerRule.values())).view();
    return Optional.of(
        new JobSummary(
            "memory",
            state.uid(),
            state.generation(),
            state.spec(),
            view,
            state.openedAt(),
            state.mark(),
            state.total(),
            state.done().size(),
            state.dead().size(),
            state.leases().size(),
            state.retries(),
            state.results().size(),
            state.resultsFrom(),
            state.resultBytes(),
            server.nowMillis() < state.leader().until() ? state.leader().holder() : "",
            server.nowMillis(),
            List.copyOf(state.workers().values())));
  }

  @Override
  public ResultPage results(long from, long maxBytes) {
    LedgerState state = read();
    long first = Math.max(from, state.resultsFrom());
    List<Result> page = new ArrayList<>();
    long bytes = 0;
    for (long at = first - state.resultsFrom(); at < state.results().size(); at++) {
      Result result = state.results().get((int) at);
      bytes += Collecting.size(result);
      if (!page.isEmpty() && bytes > maxBytes) {
        break;
      }
      page.add(result);
    }
    return new ResultPage(first, page);
  }

  @Override
  public List<NumberedDeadLetter> deadLetters(long from, int max) {
    return read().dead().entrySet().stream()
        .filter(entry -> entry.getKey() >= from)
        .limit(max)
        .map(entry -> new NumberedDeadLetter(entry.getKey(), entry.getValue()))
        .toList();
  }

  @Override
  public List<WorkItem> toRepublish() {
    return read().republish().entrySet().stream()
        .map(entry -> new WorkItem(entry.getKey(), entry.getValue()))
        .toList();
  }

  @Override
  public BitSet settled() {
    LedgerState state = read();
    BitSet settled = new BitSet();
    Consumer<Long> set = index -> settled.set(Math.toIntExact(index));
    state.done().forEach(set);
    state.dead().keySet().forEach(set);
    state.republish().keySet().forEach(set);
    return settled;
  }

  void hint(Consumer<Hints> hint) {
    listeners.forEach(hint);
  }

  private LedgerState read() {
    if (!server.up()) {
      throw GleanerException.unreachable("the ledger cannot be reached", null);
    }
    return server.state();
  }

  private static <T> CompletableFuture<T> stage(Supplier<T> call) {
    try {
      return CompletableFuture.completedFuture(call.get());
    } catch (GleanerException e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
