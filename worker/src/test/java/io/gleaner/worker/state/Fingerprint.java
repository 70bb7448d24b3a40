package io.gleaner.worker.state;

import io.gleaner.ledger.LedgerState;
import java.util.HashSet;
import java.util.Set;

/**
 * A number for what matters in a state: two states with the same number have the same future. Times
 * count from now, tokens and lanes by their order. Workers are interchangeable, and so are fillers:
 * nothing belongs to two of them, so each with all that is its own makes a number, and these are
 * added up.
 */
// An ordinal is as good a number as any while the process lives; an unchanged ledger is the same
// object.
@SuppressWarnings({"EnumOrdinal", "ReferenceEquality"})
final class Fingerprint {
  private final Model model;
  private final World world;
  private final Names names;

  /** Whether what is on disk can come back. */
  private final boolean rollback;

  private final boolean oldCopy;

  private Fingerprint(Model model, World world) {
    this.model = model;
    this.world = world;
    this.names = new Names(model, world);
    this.oldCopy = world.faults[Fault.OLD_COPY.ordinal()] > 0;
    this.rollback = oldCopy || world.faults[Fault.ROLLBACK.ordinal()] > 0;
  }

  static long of(Model model, World world) {
    return new Fingerprint(model, world).hash();
  }

  private long hash() {
    Print print = new Print(world, names);
    long ledger = new LedgerPrint(world, names).facts(world.ledger).hash();
    print.add(ledger);
    if (rollback) {
      print.add(world.durable == world.ledger ? ledger : facts(world.durable));
    } else {
      print.add(new LedgerPrint(world, names).end(world.durable).hash());
    }
    print.add(oldCopy ? facts(world.older) : 0);
    print.add(world.expiredEarly && rollback);
    print.add(world.oldCopy);
    print.add(world.ready.size());
    world.ready.forEach(print::item);
    for (int fault : world.faults) {
      print.add(fault);
    }
    print.add(world.published);
    for (int index : names.items()) {
      print.token(world.newestToken.getOrDefault((long) index, 0L));
      print.add(world.retried.contains((long) index));
      if (model.setup.ahead() > 0) {
        // Beyond the most attempts the count says nothing more.
        print.token(world.batched.getOrDefault((long) index, 0L));
        long counted = world.counted.getOrDefault((long) index, 0L);
        print.add(Math.min(counted, model.setup.maxAttempts()));
      }
    }
    print.add(world.exitedZero);
    print.add(world.deleted.generation());
    print.add(world.deleted.durable());
    print.add(world.deleted.failed());
    coordinators(print);
    print.add(workers());
    return print.hash();
  }

  private long facts(LedgerState state) {
    return new LedgerPrint(world, names).facts(state).hash();
  }

  private void coordinators(Print print) {
    LedgerState.Leader leader = world.ledger.leader();
    print.token(leader.token());
    print.time(leader.until());
    long sum = 0;
    for (ModelFiller filler : world.fillers) {
      Print one = new Print(world, names);
      one.add(filler.step().ordinal());
      one.add(filler.at());
      one.token(filler.leader());
      one.add(filler.fresh());
      one.add(leader.holder().equals(filler.name()));
      sum += one.hash();
    }
    print.add(sum);
    ModelRetrier retrier = world.retrier;
    print.add(retrier.step().ordinal());
    retrier.list().forEach(print::item);
    print.token(retrier.leader());
    print.add(retrier.fresh());
    print.add(leader.holder().equals(retrier.name()));
  }

  private long workers() {
    Set<String> strangers = new HashSet<>();
    LedgerPrint.owners(world.ledger, strangers);
    if (rollback) {
      LedgerPrint.owners(world.durable, strangers);
    }
    if (oldCopy) {
      LedgerPrint.owners(world.older, strangers);
    }
    long sum = 0;
    for (ModelWorker worker : world.workers) {
      WorkerPrint print = new WorkerPrint(world, names, worker);
      print.worker();
      print.add(owned(worker.id()));
      sum += print.hash();
      strangers.remove(worker.id());
    }
    for (String stranger : strangers) {
      sum += 31 * owned(stranger);
    }
    return sum;
  }

  private long owned(String owner) {
    LedgerPrint print = new LedgerPrint(world, names);
    print.owned(world.ledger, owner);
    if (rollback) {
      print.owned(world.durable, owner);
    }
    if (oldCopy) {
      print.owned(world.older, owner);
    }
    return print.hash();
  }
}
