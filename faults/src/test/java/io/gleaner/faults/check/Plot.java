package io.gleaner.faults.check;

import io.gleaner.faults.evidence.Event;
import io.gleaner.faults.evidence.EventKind;
import io.gleaner.faults.evidence.Evidence;
import io.gleaner.faults.evidence.Fates;
import io.gleaner.faults.evidence.LedgerEnd;
import io.gleaner.faults.evidence.Result;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Evidence made by hand: a journal line by line, results and a ledger that fit until told else. */
final class Plot {
  static final long LEASE = 3_000;
  static final int ITEMS = 2;

  private final List<Event> events = new ArrayList<>();
  private final List<Result> results = new ArrayList<>();
  private final List<String> left = new ArrayList<>();
  private final Set<Integer> done = new HashSet<>(Set.of(0, 1));
  private Set<Integer> dead = Set.of();
  private Fates fates = Fates.NONE;
  private String phase = "COMPLETE";
  private long total = ITEMS;
  private long counted = ITEMS;
  private boolean speculates;
  private long now;

  /** Two items, each run once by the workers a and b; both exit 0. */
  static Plot sound() {
    Plot plot = new Plot().began("a").began("b");
    plot.start("a", 0, 1, 10).start("b", 1, 1, 11);
    plot.end("a", 0, 1, 10).end("b", 1, 1, 11);
    return plot.exit("a", 0).exit("b", 0).over("ended");
  }

  Plot event(EventKind kind, String worker, int index, int attempt, long token, String detail) {
    now += 10;
    events.add(new Event(events.size(), now, kind, worker, index, attempt, token, 0, detail));
    return this;
  }

  Plot event(EventKind kind, String worker) {
    return event(kind, worker, -1, 0, 0, "-");
  }

  Plot began(String worker) {
    return event(EventKind.BEGAN, worker);
  }

  Plot start(String worker, int index, int attempt, long token) {
    return event(EventKind.START, worker, index, attempt, token, "-");
  }

  Plot tick(String worker, int index, int attempt, long token) {
    return event(EventKind.TICK, worker, index, attempt, token, "-");
  }

  /** The end of a handler whose outcome is committed. */
  Plot end(String worker, int index, int attempt, long token) {
    result(worker, index, attempt, token);
    return event(EventKind.END, worker, index, attempt, token, "0");
  }

  /** The end of a handler whose outcome is refused. */
  Plot lateEnd(String worker, int index, int attempt, long token) {
    return event(EventKind.END, worker, index, attempt, token, "0");
  }

  Plot result(String worker, int index, int attempt, long token) {
    results.add(new Result(index, true, "uid", attempt, worker, token));
    return this;
  }

  Plot exit(String worker, int code) {
    return event(EventKind.EXIT, worker, -1, 0, 0, Integer.toString(code));
  }

  /** The end of a worker that a coordinator launched. */
  Plot gone(String worker, int code) {
    return event(EventKind.GONE, worker, -1, 0, 0, Integer.toString(code));
  }

  Plot over(String how) {
    return event(EventKind.OVER, "-", -1, 0, 0, how);
  }

  Plot fault(int number) {
    return event(EventKind.FAULT, "-", number, 0, 0, "a_fault");
  }

  Plot healed(int number, String detail) {
    return event(EventKind.HEALED, "-", number, 0, 0, detail);
  }

  Plot after(long millis) {
    now += millis;
    return this;
  }

  Plot phase(String other) {
    phase = other;
    return this;
  }

  Plot total(long other) {
    total = other;
    return this;
  }

  Plot counted(long other) {
    counted = other;
    return this;
  }

  Plot notDone(int index) {
    done.remove(index);
    return this;
  }

  Plot dead(int index) {
    dead = Set.of(index);
    return this;
  }

  /** Items may have backups. */
  Plot speculates() {
    speculates = true;
    return this;
  }

  Plot fates(Fates other) {
    fates = other;
    return this;
  }

  /** Both workers exit with this code, and that is all. */
  Plot exits(int code) {
    return exit("a", code).exit("b", code).over("ended");
  }

  Plot done(int index) {
    done.add(index);
    dead = Set.of();
    return this;
  }

  /** The result of an item that failed for good. */
  Plot failure(String worker, int index, int attempt) {
    results.add(new Result(index, false, "uid", attempt, worker, 0));
    return this;
  }

  Plot left(String process) {
    left.add(process);
    return this;
  }

  Evidence evidence() {
    LedgerEnd ledger = new LedgerEnd(phase, "uid", total, counted, done, dead, 0);
    return new Evidence(ITEMS, LEASE, 1, speculates, 60_000, fates, events, results, ledger, left);
  }
}
