package io.gleaner.ledger;

import static io.gleaner.ledger.LedgerRule.SEAL_NEEDS_THE_MARK;

import io.gleaner.ledger.LedgerReply.Accepted;
import io.gleaner.ledger.LedgerReply.Leading;
import io.gleaner.ledger.LedgerReply.Opened;
import io.gleaner.ledger.LedgerReply.SealRefused;
import io.gleaner.ledger.LedgerReply.Taken;

/** Opening, leading, marking and sealing. */
final class Filling {
  private Filling() {}

  static LedgerReply create(LedgerDraft draft, LedgerRequest.Open open) {
    draft.uid = open.uid();
    draft.generation = 1;
    draft.runId = draft.server.runId();
    draft.epoch = 1;
    draft.spec = open.spec();
    draft.openedAt = draft.now;
    draft.tombstone = null;
    return opened(draft, true);
  }

  static LedgerReply reopen(LedgerDraft draft, LedgerRequest.Open open) {
    return draft.spec.equals(open.spec()) ? opened(draft, false) : new Taken(draft.spec);
  }

  private static Opened opened(LedgerDraft draft, boolean created) {
    return new Opened(
        draft.uid, draft.generation, created, draft.mark, draft.digest, draft.total, draft.view());
  }

  static LedgerReply lead(LedgerDraft draft, LedgerRequest.Lead lead) {
    LedgerState.Leader leader = draft.leader;
    boolean held = leader.token() != 0 && draft.now < leader.until();
    boolean mine = leader.holder().equals(lead.holder());
    if (held && !mine) {
      return LedgerRules.notLeader(draft);
    }
    long token = held ? leader.token() : draft.newToken();
    draft.leader = new LedgerState.Leader(lead.holder(), token, draft.now + lead.ttlMillis());
    return new Leading(token);
  }

  static LedgerReply filled(LedgerDraft draft, LedgerRequest.Filled filled) {
    if (filled.mark() > draft.mark) {
      draft.mark = filled.mark();
      draft.digest = filled.digest();
    }
    return new Accepted();
  }

  static LedgerReply seal(LedgerDraft draft, LedgerRequest.Seal seal) {
    boolean unmarked = draft.has(SEAL_NEEDS_THE_MARK) && seal.total() != draft.mark;
    boolean otherTotal = draft.total >= 0 && draft.total != seal.total();
    if (otherTotal || (draft.total < 0 && unmarked)) {
      return new SealRefused(draft.mark, draft.total);
    }
    draft.total = seal.total();
    Ending.endIfOver(draft);
    return new Accepted();
  }
}
