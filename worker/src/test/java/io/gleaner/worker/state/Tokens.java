package io.gleaner.worker.state;

import io.gleaner.ledger.Backup;
import io.gleaner.ledger.ClaimOutcome;
import io.gleaner.ledger.Grant;
import io.gleaner.ledger.LedgerReply;
import io.gleaner.ledger.LedgerRequest;
import io.gleaner.ledger.LedgerState;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Every token that a state mentions, in order: what counts is only which one is newer. */
// An unchanged ledger is the same object.
@SuppressWarnings("ReferenceEquality")
final class Tokens {
  private long[] tokens = new long[32];
  private int count;

  long[] of(World world) {
    ledger(world.ledger);
    if (world.durable != world.ledger) {
      ledger(world.durable);
    }
    ledger(world.older);
    add(world.retrier.leader());
    for (ModelFiller filler : world.fillers) {
      add(filler.leader());
    }
    world.newestToken.values().forEach(this::add);
    world.batched.values().forEach(this::add);
    for (ModelWorker worker : world.workers) {
      worker.handlers().keySet().forEach(this::grant);
      worker.queued().forEach(each -> add(each.grant().token()));
      worker.wire().forEach(op -> request(op.request()));
      worker.state().again().forEach(this::request);
      worker.inbox().forEach(this::event);
      add(worker.state().newestStart());
      for (Holding holding : worker.state().items().values()) {
        if (holding.grant() != null) {
          grant(holding.grant());
        }
      }
    }
    Arrays.sort(tokens, 0, count);
    int distinct = 0;
    for (int i = 0; i < count; i++) {
      if (i == 0 || tokens[i] != tokens[i - 1]) {
        tokens[distinct++] = tokens[i];
      }
    }
    return Arrays.copyOf(tokens, distinct);
  }

  private void add(long token) {
    if (count == tokens.length) {
      tokens = Arrays.copyOf(tokens, count * 2);
    }
    tokens[count++] = token;
  }

  private void grant(Grant grant) {
    add(grant.token());
  }

  private void ledger(LedgerState state) {
    add(state.lastToken());
    add(state.leader().token());
    state.leases().values().forEach(lease -> add(lease.token()));
    for (Backup backup : state.backups().values()) {
      if (backup instanceof Backup.Running running) {
        add(running.lease().token());
      }
    }
    state.histories().values().forEach(history -> add(history.token()));
    state.grants().keySet().forEach(grant -> add(grant.token()));
  }

  private void event(WorkerEvent event) {
    if (event instanceof WorkerEvent.HandlerEnded ended) {
      add(ended.grant().token());
    } else if (event instanceof WorkerEvent.HandlerNotStarted not) {
      add(not.grant().token());
    } else if (event instanceof WorkerEvent.Answered answered) {
      request(answered.request());
      if (answered.reply() instanceof LedgerReply.Exchanged exchanged) {
        for (ClaimOutcome outcome : exchanged.claims()) {
          if (outcome instanceof ClaimOutcome.Granted granted) {
            add(granted.token());
          }
        }
      }
    }
  }

  private void request(@Nullable LedgerRequest request) {
    if (request instanceof LedgerRequest.Exchange exchange) {
      exchange.commits().forEach(commit -> add(commit.grant().token()));
    } else if (request instanceof LedgerRequest.Renew renew) {
      renew.held().forEach(held -> add(held.grant().token()));
    } else if (request instanceof LedgerRequest.Release release) {
      release.grants().forEach(grant -> add(grant.token()));
    }
  }
}
