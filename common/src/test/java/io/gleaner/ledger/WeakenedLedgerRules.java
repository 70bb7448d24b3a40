package io.gleaner.ledger;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Gives tests of other modules the ledger's rules without one of them. */
public final class WeakenedLedgerRules {
  private WeakenedLedgerRules() {}

  /** The rules without the one of this name. */
  public static LedgerRules without(String rule) {
    return LedgerRules.without(LedgerRule.valueOf(rule));
  }

  /** The names of all rules. */
  public static List<String> names() {
    return Arrays.stream(LedgerRule.values()).map(Enum::name).toList();
  }

  /** The ledger with one lease expired. */
  public static LedgerState expired(LedgerState state, long index, long now) {
    LedgerDraft draft = new LedgerDraft(state, new Server(state.runId(), now * 1_000), Set.of());
    Lease lease = Objects.requireNonNull(draft.leases.get(index));
    draft.leases = draft.leases.plus(index, lease.until(now));
    return draft.state();
  }

  /** The ledger with the lead at its end. */
  public static LedgerState leadOver(LedgerState state, long now) {
    LedgerDraft draft = new LedgerDraft(state, new Server(state.runId(), now * 1_000), Set.of());
    draft.leader = new LedgerState.Leader(draft.leader.holder(), draft.leader.token(), now);
    return draft.state();
  }
}
