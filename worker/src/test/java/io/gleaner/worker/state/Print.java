package io.gleaner.worker.state;

import io.gleaner.ledger.Grant;
import io.gleaner.ledger.JobView;
import org.jspecify.annotations.Nullable;

/** A hash of one part of a state: times count from now, tokens and items go by their names. */
// An ordinal is as good a number as any while the process lives.
@SuppressWarnings("EnumOrdinal")
class Print {
  private static final long PAST = -1;

  final World world;
  final Names names;
  private long hash = 0x243F6A8885A308D3L;

  Print(World world, Names names) {
    this.world = world;
    this.names = names;
  }

  long hash() {
    return hash;
  }

  final void add(long value) {
    hash = (hash ^ value) * 0x9E3779B97F4A7C15L;
    hash ^= hash >>> 29;
    hash *= 0xBF58476D1CE4E5B9L;
    hash ^= hash >>> 32;
  }

  final void add(boolean value) {
    add(value ? 1 : 0);
  }

  final void time(long time) {
    add(time == WorkerState.NEVER ? 1_000_000 : Math.max(PAST, time - world.now));
  }

  final void token(long token) {
    add(names.token(token));
  }

  final void item(long index) {
    add(names.item(index));
  }

  final void grant(@Nullable Grant grant) {
    if (grant == null) {
      add(-1);
    } else {
      item(grant.index());
      token(grant.token());
    }
  }

  final void epoch(long epoch) {
    add(epoch - world.ledger.epoch());
  }

  final void view(@Nullable JobView view) {
    add(view == null);
    if (view != null) {
      add(view.phase().ordinal());
      add(view.quiescent());
      add(view.suspended());
      epoch(view.epoch());
    }
  }
}
