package io.gleaner.ledger;

import io.gleaner.ledger.LedgerReply.Absent;
import io.gleaner.ledger.LedgerReply.Accepted;
import io.gleaner.ledger.LedgerReply.NotLeader;
import io.gleaner.ledger.LedgerReply.Recovered;
import io.gleaner.ledger.LedgerReply.Restarted;
import java.util.EnumSet;
import java.util.Set;

/**
 * What each operation on the ledger does: a pure function. The Redis scripts must do the same, and
 * are tested against it.
 *
 * <p>Before anything else, every request but {@link LedgerRequest.Open}, {@link
 * LedgerRequest.Recover} and {@link LedgerRequest.Register} must name the Job by its uid, every
 * request but {@link LedgerRequest.Recover} must find the Redis process that the ledger was last
 * used in, and the Job's deadline is checked.
 */
public final class LedgerRules {
  private final Set<LedgerRule> rules;

  private LedgerRules(Set<LedgerRule> rules) {
    this.rules = rules;
  }

  /** The rules, all of them. */
  public static LedgerRules whole() {
    return new LedgerRules(EnumSet.allOf(LedgerRule.class));
  }

  /** The rules without one, for tests that show that it is needed. */
  static LedgerRules without(LedgerRule removed) {
    return new LedgerRules(EnumSet.complementOf(EnumSet.of(removed)));
  }

  /**
   * Applies one request.
   *
   * @param state the ledger before
   * @param uid the Job that the caller means; empty where it does not know yet
   * @param request what is asked
   * @param server the Redis process, with its clock
   */
  public Applied apply(LedgerState state, String uid, LedgerRequest request, Server server) {
    LedgerDraft draft = new LedgerDraft(state, server, rules);
    LedgerReply reply = answer(draft, uid, request);
    return new Applied(draft.state(), reply);
  }

  private static LedgerReply answer(LedgerDraft draft, String uid, LedgerRequest request) {
    if (request instanceof LedgerRequest.Open open && draft.uid.isEmpty()) {
      return Filling.create(draft, open);
    }
    boolean mayNotKnow =
        request instanceof LedgerRequest.Open
            || request instanceof LedgerRequest.Register
            || request instanceof LedgerRequest.Recover;
    if (draft.uid.isEmpty() || (!uid.equals(draft.uid) && !(mayNotKnow && uid.isEmpty()))) {
      LedgerState.Tombstone tombstone = draft.tombstone;
      return new Absent(
          tombstone != null && (uid.isEmpty() || tombstone.uid().equals(uid))
              ? tombstone.verdict()
              : null);
    }
    if (request instanceof LedgerRequest.Recover recover) {
      Recovery.recover(draft, recover.alone());
      return new Recovered(draft.epoch);
    }
    if (!draft.runId.equals(draft.server.runId())) {
      return new Restarted();
    }
    Ending.checkDeadline(draft);
    long leader = leaderToken(request);
    if (leader != 0 && leader != draft.leader.token()) {
      return notLeader(draft);
    }
    return dispatch(draft, request);
  }

  private static LedgerReply dispatch(LedgerDraft draft, LedgerRequest request) {
    if (request instanceof LedgerRequest.Exchange exchange) {
      return Exchanging.exchange(draft, exchange);
    } else if (request instanceof LedgerRequest.Renew renew) {
      return Workers.renew(draft, renew);
    } else if (request instanceof LedgerRequest.Release release) {
      return Workers.release(draft, release);
    } else if (request instanceof LedgerRequest.SeekStraggler seek) {
      return Speculating.seek(draft, seek);
    } else if (request instanceof LedgerRequest.Register register) {
      return Workers.register(draft, register);
    } else if (request instanceof LedgerRequest.Leave leave) {
      return Workers.leave(draft, leave);
    } else if (request instanceof LedgerRequest.Revoke revoke) {
      return Workers.revoke(draft, revoke);
    } else if (request instanceof LedgerRequest.Open open) {
      return Filling.reopen(draft, open);
    } else if (request instanceof LedgerRequest.Lead lead) {
      return Filling.lead(draft, lead);
    } else if (request instanceof LedgerRequest.StepDown) {
      draft.leader = LedgerState.Leader.NOBODY;
      return new Accepted();
    } else if (request instanceof LedgerRequest.Filled filled) {
      return Filling.filled(draft, filled);
    } else if (request instanceof LedgerRequest.Seal seal) {
      return Filling.seal(draft, seal);
    } else if (request instanceof LedgerRequest.Fail fail) {
      Ending.fail(draft, fail.reason());
      return new Accepted();
    } else if (request instanceof LedgerRequest.Suspend suspend) {
      draft.suspended = suspend.suspended();
      return new Accepted();
    } else if (request instanceof LedgerRequest.Discard discard) {
      return Collecting.discard(draft, discard);
    } else if (request instanceof LedgerRequest.Retry retry) {
      return Retrying.retry(draft, retry);
    } else if (request instanceof LedgerRequest.Republished republished) {
      draft.republish = draft.republish.minusAll(republished.indexes());
      return new Accepted();
    } else if (request instanceof LedgerRequest.Delete) {
      return Recovery.delete(draft);
    }
    throw new IllegalStateException("no rule for " + request);
  }

  /** The token of requests that only a leader may make, 0 of others. */
  private static long leaderToken(LedgerRequest request) {
    if (request instanceof LedgerRequest.Filled filled) {
      return filled.leader();
    } else if (request instanceof LedgerRequest.Seal seal) {
      return seal.leader();
    } else if (request instanceof LedgerRequest.Revoke revoke) {
      return revoke.leader();
    } else if (request instanceof LedgerRequest.StepDown stepDown) {
      return stepDown.leader();
    } else if (request instanceof LedgerRequest.Fail fail) {
      return fail.leader();
    } else if (request instanceof LedgerRequest.Suspend suspend) {
      return suspend.leader();
    } else if (request instanceof LedgerRequest.Discard discard) {
      return discard.leader();
    } else if (request instanceof LedgerRequest.Retry retry) {
      return retry.leader();
    } else if (request instanceof LedgerRequest.Republished republished) {
      return republished.leader();
    } else if (request instanceof LedgerRequest.Delete delete) {
      return delete.leader();
    }
    return 0;
  }

  static NotLeader notLeader(LedgerDraft draft) {
    return new NotLeader(draft.leader.holder(), Math.max(0, draft.leader.until() - draft.now));
  }

  /**
   * What a request did.
   *
   * @param state the ledger after it
   * @param reply the answer
   */
  public record Applied(LedgerState state, LedgerReply reply) {}
}
