package io.gleaner.worker.state;

import io.gleaner.ledger.Grant;
import io.gleaner.ledger.JobSpec;
import io.gleaner.ledger.JobView;
import io.gleaner.ledger.LedgerRequest;
import io.gleaner.ledger.WorkerInfo;
import io.gleaner.queue.DeliveryId;
import io.gleaner.worker.state.Holding.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pcollections.PSet;
import org.pcollections.PSortedMap;
import org.pcollections.PVector;

/** A state being changed by one event, with the effects so far. */
final class WorkerDraft {
  final WorkerSettings settings;
  final Set<WorkerRule> rules;
  final long now;
  final List<WorkerEffect> effects = new ArrayList<>();

  String uid;
  @Nullable JobSpec spec;
  @Nullable JobView view;
  long epoch;
  final Holdings.Draft items;
  PSortedMap<Integer, WorkerState.Lane> lanes;
  PSet<DeliveryId> aside;
  int nextLane;
  boolean queueUp;
  boolean registering;
  boolean exchanging;
  boolean renewing;
  long renewDue;
  long seekDue;
  boolean seeking;
  boolean recovering;
  PVector<LedgerRequest> again;
  long barriers;
  boolean barrierOpen;
  long endBarrier;
  boolean leaving;
  long claimsPausedUntil;
  long stopBy;
  @Nullable String refusal;
  WorkerState.@Nullable Failure failure;
  long newestStart;
  Pace pace;
  long done;
  long dead;
  boolean gone;

  /** What is given back to the ledger at the end of the step. */
  final List<Grant> unfinished = new ArrayList<>();

  final List<Grant> unstarted = new ArrayList<>();

  WorkerDraft(WorkerState state, WorkerSettings settings, Set<WorkerRule> rules, long now) {
    this.settings = settings;
    this.rules = rules;
    this.now = now;
    uid = state.uid();
    spec = state.spec();
    view = state.view();
    epoch = state.epoch();
    items = state.items().draft();
    lanes = state.lanes();
    aside = state.aside();
    nextLane = state.nextLane();
    queueUp = state.queueUp();
    registering = state.registering();
    exchanging = state.exchanging();
    renewing = state.renewing();
    renewDue = state.renewDue();
    seekDue = state.seekDue();
    seeking = state.seeking();
    recovering = state.recovering();
    again = state.again();
    barriers = state.barriers();
    barrierOpen = state.barrierOpen();
    endBarrier = state.endBarrier();
    leaving = state.leaving();
    claimsPausedUntil = state.claimsPausedUntil();
    stopBy = state.stopBy();
    refusal = state.refusal();
    failure = state.failure();
    newestStart = state.newestStart();
    pace = state.pace();
    done = state.done();
    dead = state.dead();
    gone = state.gone();
  }

  WorkerState state() {
    return new WorkerState(
        uid,
        spec,
        view,
        epoch,
        items.done(),
        lanes,
        aside,
        nextLane,
        queueUp,
        registering,
        exchanging,
        renewing,
        renewDue,
        seekDue,
        seeking,
        recovering,
        again,
        barriers,
        barrierOpen,
        endBarrier,
        leaving,
        claimsPausedUntil,
        stopBy,
        refusal,
        failure,
        newestStart,
        pace,
        done,
        dead,
        gone);
  }

  boolean has(WorkerRule rule) {
    return rules.contains(rule);
  }

  void effect(WorkerEffect effect) {
    effects.add(effect);
  }

  void send(LedgerRequest request) {
    effects.add(new WorkerEffect.Send(request));
  }

  void put(Holding holding) {
    items.put(holding);
  }

  void drop(Holding holding) {
    items.remove(holding.item().index());
  }

  /** Lets go of an item: its deliveries go back to the queue. */
  void giveBack(Holding holding) {
    holding.deliveries().forEach(id -> effect(new WorkerEffect.GiveBack(id)));
    drop(holding);
  }

  /** Keeps an item in another step, or forgets it when no delivery of it is left. */
  void putOrDrop(Holding holding) {
    if (holding.deliveries().isEmpty()) {
      drop(holding);
    } else {
      put(holding);
    }
  }

  List<Holding> holdings() {
    return items.values();
  }

  /** Those that are at a step now. */
  List<Holding> holdings(Step step) {
    return items.at(step);
  }

  int count(Step step) {
    return items.count(step);
  }

  /** Slots that no handler and no claim takes; none for more items than its share. */
  int freeSlots() {
    return room(settings.slots());
  }

  /** How many more items may be claimed: for free slots, and ahead where items are short. */
  int room() {
    return room(settings.slots() + pace.ahead());
  }

  private int room(int most) {
    int taken = count(Step.RUNNING) + count(Step.CLAIMING);
    long share = left() - taken - count(Step.ENDED) - count(Step.COMMITTING);
    return (int) Math.max(0, Math.min(most - taken, share));
  }

  /** How many more items it may run to their end. */
  long left() {
    return settings.maxItems() - done - dead;
  }

  boolean registered() {
    return spec != null;
  }

  boolean ended() {
    return view != null && view.phase().terminal();
  }

  boolean stopping() {
    return stopBy != WorkerState.NEVER;
  }

  /** Neither ended, nor stopping, nor giving up. */
  boolean working() {
    return registered() && failure == null && !ended() && !stopping();
  }

  long leaseMillis() {
    return spec == null ? JobSpec.DEFAULT_LEASE_MILLIS : spec.leaseMillis();
  }

  WorkerInfo info() {
    String word =
        stopping()
            ? "stopping"
            : ended() ? "ending" : items.isEmpty() ? WorkerInfo.IDLE : "working";
    return new WorkerInfo(
        settings.id(),
        settings.host(),
        settings.pid(),
        word,
        done,
        Math.min(count(Step.RUNNING), settings.slots()));
  }
}
