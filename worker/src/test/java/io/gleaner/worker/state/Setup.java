package io.gleaner.worker.state;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What an exploration starts from.
 *
 * @param items how many items the Job has
 * @param workers how many workers there are at once
 * @param slots how many items a worker runs at once
 * @param fillers how many fillers fill the Job, all with the same input
 * @param filled whether everything is filled and sealed before the first worker registers: far
 *     fewer states than when filling and draining overlap
 * @param relaunch whether another worker is started for one that has left while the Job is open
 * @param maxAttempts of an item
 * @param deadline the Job's active deadline, 0 for none; a lease is 15
 * @param alike whether items are taken for interchangeable: states that differ only in which item
 *     is which are one. A worker claims the lower index first where it can choose, so this leaves
 *     out the other choice
 * @param depth how many moves deep, 0 for all
 * @param ahead how many items a worker takes beyond those that run
 * @param speculate whether idle workers start stragglers a second time
 * @param faults how often each may happen
 */
record Setup(
    long items,
    int workers,
    int slots,
    int fillers,
    boolean filled,
    boolean relaunch,
    int maxAttempts,
    long deadline,
    boolean alike,
    int depth,
    int ahead,
    boolean speculate,
    Map<Fault, Integer> faults) {
  /** Two workers of one slot, one filler, filled before. */
  static Setup of(long items, Fault... kinds) {
    Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
    for (Fault kind : kinds) {
      faults.merge(kind, 1, Integer::sum);
    }
    return new Setup(items, 2, 1, 1, true, false, 9, 0, false, 0, 0, false, faults);
  }

  Setup overlapping() {
    return with(it -> it.filled = false);
  }

  Setup workers(int number) {
    return with(it -> it.workers = number);
  }

  Setup slots(int number) {
    return with(it -> it.slots = number);
  }

  Setup fillers(int number) {
    return with(it -> it.fillers = number);
  }

  Setup relaunching() {
    return with(it -> it.relaunch = true);
  }

  Setup attempts(int most) {
    return with(it -> it.maxAttempts = most);
  }

  Setup deadline(long time) {
    return with(it -> it.deadline = time);
  }

  Setup itemsAlike() {
    return with(it -> it.alike = true);
  }

  Setup deep(int moves) {
    return with(it -> it.depth = moves);
  }

  Setup ahead(int number) {
    return with(it -> it.ahead = number);
  }

  Setup speculating() {
    return with(it -> it.speculate = true);
  }

  private Setup with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.setup(items, faults);
  }

  /** What of it can be changed. */
  private static final class Draft {
    private int workers;
    private int slots;
    private int fillers;
    private boolean filled;
    private boolean relaunch;
    private int maxAttempts;
    private long deadline;
    private boolean alike;
    private int depth;
    private int ahead;
    private boolean speculate;

    private Draft(Setup from) {
      workers = from.workers;
      slots = from.slots;
      fillers = from.fillers;
      filled = from.filled;
      relaunch = from.relaunch;
      maxAttempts = from.maxAttempts;
      deadline = from.deadline;
      alike = from.alike;
      depth = from.depth;
      ahead = from.ahead;
      speculate = from.speculate;
    }

    private Setup setup(long items, Map<Fault, Integer> faults) {
      return new Setup(
          items,
          workers,
          slots,
          fillers,
          filled,
          relaunch,
          maxAttempts,
          deadline,
          alike,
          depth,
          ahead,
          speculate,
          faults);
    }
  }

  int times(Fault fault) {
    return faults.getOrDefault(fault, 0);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(workers == 1 ? "1 worker" : workers + " workers");
    text.append(items == 1 ? ", 1 item" : ", " + items + " items");
    text.append(slots == 1 ? "" : ", " + slots + " slots");
    text.append(ahead == 0 ? "" : ", " + ahead + " ahead");
    text.append(speculate ? ", speculating" : "");
    text.append(fillers == 1 ? "" : ", " + fillers + " fillers");
    text.append(filled ? "" : ", overlapping").append(relaunch ? ", relaunching" : "");
    text.append(maxAttempts == 9 ? "" : ", attempts: " + maxAttempts);
    text.append(deadline == 0 ? "" : ", deadline: " + deadline);
    text.append(alike ? ", items interchangeable" : "");
    text.append(depth == 0 ? "" : ", at most " + depth + " moves");
    text.append(faults.isEmpty() ? ", no fault" : "; faults " + faults);
    return text.toString();
  }
}
