package io.gleaner.worker.state;

import io.gleaner.ledger.ClaimOutcome;
import io.gleaner.ledger.LedgerReply;
import io.gleaner.ledger.LedgerRequest;
import io.gleaner.ledger.LedgerState;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Every token that a state mentions, in order: what counts is only which one is newer. */
final class Tokens {
  private final TreeSet<Long> tokens = new TreeSet<>();

  SortedSet<Long> of(World world) {
    ledger(world.ledger);
    ledger(world.durable);
    tokens.add(world.filler.leader());
    tokens.addAll(world.newestToken.values());
    for (ModelWorker worker : world.workers) {
      worker.handlers().keySet().forEach(grant -> tokens.add(grant.token()));
      worker.wire().forEach(op -> request(op.request()));
      worker.state().again().forEach(this::request);
      worker.inbox().forEach(this::event);
      for (Holding holding : worker.state().items().values()) {
        if (holding.grant() != null) {
          tokens.add(holding.grant().token());
        }
      }
    }
    return tokens;
  }

  private void ledger(LedgerState state) {
    tokens.add(state.lastToken());
    tokens.add(state.leader().token());
    state.leases().values().forEach(lease -> tokens.add(lease.token()));
    state.histories().values().forEach(history -> tokens.add(history.token()));
    state.grants().keySet().forEach(grant -> tokens.add(grant.token()));
  }

  private void event(WorkerEvent event) {
    if (event instanceof WorkerEvent.HandlerEnded ended) {
      tokens.add(ended.grant().token());
    } else if (event instanceof WorkerEvent.Answered answered) {
      request(answered.request());
      if (answered.reply() instanceof LedgerReply.Exchanged exchanged) {
        for (ClaimOutcome outcome : exchanged.claims()) {
          if (outcome instanceof ClaimOutcome.Granted granted) {
            tokens.add(granted.token());
          }
        }
      }
    }
  }

  private void request(@Nullable LedgerRequest request) {
    if (request instanceof LedgerRequest.Exchange exchange) {
      exchange.commits().forEach(commit -> tokens.add(commit.grant().token()));
    } else if (request instanceof LedgerRequest.Renew renew) {
      renew.held().forEach(held -> tokens.add(held.grant().token()));
    } else if (request instanceof LedgerRequest.Release release) {
      release.grants().forEach(grant -> tokens.add(grant.token()));
    }
  }
}
