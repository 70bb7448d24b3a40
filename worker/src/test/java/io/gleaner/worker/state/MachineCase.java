package io.gleaner.worker.state;

import io.gleaner.item.Bytes;
import io.gleaner.item.WorkItem;
import io.gleaner.ledger.ClaimOutcome;
import io.gleaner.ledger.Grant;
import io.gleaner.ledger.JobSpec;
import io.gleaner.ledger.JobView;
import io.gleaner.ledger.LedgerReply;
import io.gleaner.ledger.LedgerRequest;
import io.gleaner.ledger.Outcome;
import io.gleaner.ledger.Phase;
import io.gleaner.queue.Delivery;
import io.gleaner.queue.DeliveryId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A machine that a test takes from step to step, at one moment. */
abstract class MachineCase {
  static final JobView ACTIVE = new JobView(Phase.ACTIVE, "", false, false, 1);
  static final Outcome DONE = new Outcome(Outcome.Kind.DONE, 0, Bytes.utf8("output"), "", "", 0, 5);
  private static final long NOW = 1;

  private final WorkerMachine machine;
  private WorkerState state;
  private List<WorkerEffect> effects = List.of();

  MachineCase() {
    this(WorkerSettings.of("a", "host", 1, 1), WorkerState.START);
  }

  MachineCase(WorkerSettings settings, WorkerState start) {
    machine = new WorkerMachine(settings);
    state = start;
  }

  /** It knows the Job, and the queue is up. */
  final void register() {
    step(new WorkerEvent.Tick());
    answer(
        only(LedgerRequest.Register.class),
        new LedgerReply.Registered("uid", JobSpec.of("{}"), ACTIVE));
    step(new WorkerEvent.QueueUp());
  }

  final void answer(LedgerRequest request, LedgerReply reply) {
    step(new WorkerEvent.Answered(request, reply, 0));
  }

  final void step(WorkerEvent... events) {
    WorkerMachine.Next next = machine.next(state, List.of(events), NOW);
    state = next.state();
    effects = next.effects();
  }

  static WorkerEvent delivered(long index, long tag) {
    WorkItem item = new WorkItem(index, Bytes.utf8("item"));
    return new WorkerEvent.Delivered(new Delivery(new DeliveryId(1, tag), "uid", item));
  }

  static WorkerEvent ended(long index, long token, long micros) {
    return new WorkerEvent.HandlerEnded(new Grant(index, token), DONE, micros);
  }

  static LedgerReply granted(long... tokens) {
    List<ClaimOutcome> all =
        Arrays.stream(tokens)
            .<ClaimOutcome>mapToObj(token -> new ClaimOutcome.Granted(token, 1))
            .toList();
    return new LedgerReply.Exchanged(List.of(), all, ACTIVE);
  }

  /** What the last step has sent. */
  final <T extends LedgerRequest> Stream<T> sent(Class<T> kind) {
    return effects.stream()
        .filter(WorkerEffect.Send.class::isInstance)
        .map(effect -> ((WorkerEffect.Send) effect).request())
        .filter(kind::isInstance)
        .map(kind::cast);
  }

  final <T extends LedgerRequest> T only(Class<T> kind) {
    return sent(kind).findFirst().orElseThrow();
  }

  final LedgerRequest.Exchange exchange() {
    return only(LedgerRequest.Exchange.class);
  }

  /** What the last step has started. */
  final List<Grant> starts() {
    return effects.stream()
        .filter(WorkerEffect.StartHandler.class::isInstance)
        .map(effect -> ((WorkerEffect.StartHandler) effect).grant())
        .toList();
  }
}
