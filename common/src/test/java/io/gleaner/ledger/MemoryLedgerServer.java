package io.gleaner.ledger;

import io.gleaner.failure.GleanerException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Stands in for Redis in tests: the real rules over one Job's state, with a clock that only moves
 * when told to, and with the failures that a test asks for. Everything happens in the caller's
 * thread.
 */
public final class MemoryLedgerServer {
  private final LedgerRules rules = LedgerRules.whole();
  private final List<MemoryLedger> connections = new ArrayList<>();
  private LedgerState state = LedgerState.NOTHING;
  private LedgerState durable = LedgerState.NOTHING;
  private long nowMicros = 1_700_000_000_000_000L;
  private int runs = 1;
  private long cuts;
  private int mostLeases;
  private boolean up = true;
  private boolean repliesLost;
  private boolean barriersBroken;

  /** A new connection, as of one more process. */
  public synchronized MemoryLedger connect() {
    MemoryLedger connection = new MemoryLedger(this);
    connections.add(connection);
    return connection;
  }

  /** Moves the clock on. */
  public synchronized void advance(long millis) {
    nowMicros += millis * 1_000;
  }

  /** The server's clock. */
  public synchronized long nowMillis() {
    return nowMicros / 1_000;
  }

  /** The server's process and clock. */
  public synchronized Server server() {
    return new Server("run-" + runs, nowMicros);
  }

  /** What the ledger holds. */
  public synchronized LedgerState state() {
    return state;
  }

  /** How many leases there were at once at the most. */
  public synchronized int mostLeases() {
    return mostLeases;
  }

  /** Puts another state in place, behind everybody's back. */
  public synchronized void replace(LedgerState other) {
    state = other;
  }

  /** Restarts with all that was written: connections break and are made again. */
  public void restart() {
    cut("restarted");
    synchronized (this) {
      runs++;
    }
    mend();
  }

  /** Restarts with what the last barrier has made durable; what came later is lost. */
  public void crash() {
    synchronized (this) {
      state = durable;
    }
    restart();
  }

  /** Breaks every connection; calls fail until {@link #mend}. */
  public void cut(String why) {
    List<MemoryLedger> all;
    synchronized (this) {
      up = false;
      cuts++;
      all = List.copyOf(connections);
    }
    all.forEach(connection -> connection.hint(hints -> hints.disconnected(why)));
  }

  /** The server can be reached again. */
  public void mend() {
    List<MemoryLedger> all;
    synchronized (this) {
      up = true;
      all = List.copyOf(connections);
    }
    all.forEach(connection -> connection.hint(Ledger.Hints::connected));
  }

  /**
   * From now on requests are carried out but fail for the caller, as when the connection breaks
   * before the answer.
   */
  public synchronized void loseReplies(boolean lost) {
    repliesLost = lost;
  }

  /** From now on barriers are void. */
  public synchronized void breakBarriers(boolean broken) {
    barriersBroken = broken;
  }

  synchronized boolean up() {
    return up;
  }

  synchronized void disconnect(MemoryLedger connection) {
    connections.remove(connection);
  }

  LedgerReply apply(String uid, LedgerRequest request) {
    List<MemoryLedger> all;
    LedgerState before;
    LedgerRules.Applied applied;
    boolean lost;
    boolean quietBefore;
    boolean quietAfter;
    synchronized (this) {
      requireUp();
      before = state;
      quietBefore = quiescent(before);
      applied = rules.apply(before, uid, request, server());
      state = applied.state();
      mostLeases = Math.max(mostLeases, state.leases().size());
      quietAfter = quiescent(state);
      lost = repliesLost;
      all = List.copyOf(connections);
    }
    publish(all, before, applied.state(), request, quietBefore != quietAfter);
    if (applied.reply() instanceof LedgerReply.Sought sought && sought.found()) {
      all.forEach(connection -> connection.hint(hints -> hints.straggler(sought.index())));
    }
    if (lost) {
      throw GleanerException.unreachable("the connection broke before the answer", null);
    }
    return applied.reply();
  }

  /** How many connections each client has had. */
  synchronized long connections() {
    return cuts;
  }

  synchronized void barrier(boolean connectionLostBefore) {
    requireUp();
    if (barriersBroken || connectionLostBefore) {
      throw GleanerException.unreachable("the barrier is void", null);
    }
    durable = state;
  }

  private void requireUp() {
    if (!up) {
      throw GleanerException.unreachable("the ledger cannot be reached", null);
    }
  }

  private boolean quiescent(LedgerState of) {
    return new LedgerDraft(of, server(), Set.of(LedgerRule.values())).quiescent();
  }

  private static void publish(
      List<MemoryLedger> all,
      LedgerState before,
      LedgerState after,
      LedgerRequest request,
      boolean quietened) {
    boolean changed =
        quietened
            || before.phase() != after.phase()
            || before.suspended() != after.suspended()
            || before.epoch() != after.epoch()
            || !before.uid().equals(after.uid());
    if (changed) {
      all.forEach(connection -> connection.hint(Ledger.Hints::changed));
    }
    if (request instanceof LedgerRequest.Release
        || request instanceof LedgerRequest.Revoke
        || request instanceof LedgerRequest.Exchange) {
      Set<Long> freed = new HashSet<>(before.leases().keySet());
      freed.removeAll(after.leases().keySet());
      freed.removeIf(
          index ->
              after.terminal(index) && !(before.backups().get(index) instanceof Backup.Running));
      freed.forEach(index -> all.forEach(connection -> connection.hint(h -> h.freed(index))));
    }
  }
}
