package io.gleaner.worker.runtime;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.ExitCode;
import io.gleaner.failure.GleanerException;
import io.gleaner.ledger.JobSpec;
import io.gleaner.ledger.Ledger;
import io.gleaner.queue.DeliveryId;
import io.gleaner.queue.ItemConsumer;
import io.gleaner.worker.handler.Handler;
import io.gleaner.worker.state.WorkerEffect;
import io.gleaner.worker.state.WorkerEvent;
import io.gleaner.worker.state.WorkerMachine;
import io.gleaner.worker.state.WorkerSettings;
import io.gleaner.worker.state.WorkerState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker at work: one thread that takes one event after the other to the {@link WorkerMachine}
 * and carries out what it decides. The queue is connected only once the Job is open, since the
 * Job's lease decides the heartbeat of that connection.
 */
public final class Worker {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

  /** After so many tasks it steps, whatever more there is. */
  private static final int MOST_AT_ONCE = 2_000;

  private final WorkerSettings settings;
  private final WorkerMachine machine;
  private final List<WorkerEvent> arrived = new ArrayList<>();
  private final Mailbox mailbox = new Mailbox(arrived::add);
  private final Ledger ledger;
  private final LedgerCalls calls;
  private final Function<JobSpec, ItemConsumer> queue;
  private final Slots slots;
  private final GuardDeadline deadline;
  private WorkerState state = WorkerState.START;
  private long wakeAt;
  private @Nullable ItemConsumer consumer;
  private WorkerEffect.@Nullable Exit exit;

  /**
   * A worker that has not begun.
   *
   * @param job the Job's name
   * @param queue makes the connection to the Job's queue, not started, once the Job's spec is known
   * @param guard hears how long it is, from now, until all handlers must be dead
   */
  public Worker(
      String job,
      WorkerSettings settings,
      Ledger ledger,
      Function<JobSpec, ItemConsumer> queue,
      Handler handler,
      Consumer<Duration> guard) {
    this.settings = settings;
    this.machine = new WorkerMachine(settings);
    this.ledger = ledger;
    this.queue = queue;
    this.calls = new LedgerCalls(ledger, mailbox, this::giveUp);
    this.slots = new Slots(job, settings.slots(), handler, mailbox);
    this.deadline = new GuardDeadline(guard);
  }

  /** Asks the worker to stop gracefully, from any thread; what runs may take so long to finish. */
  public void stop(long drainMillis) {
    mailbox.post(new WorkerEvent.StopAsked(drainMillis));
  }

  /**
   * Works until the Job is over, the worker is asked to stop, or it must give up. Closes the
   * connection to the queue; handlers and ledger are the caller's to close.
   *
   * @return the exit code, and the sentence that says why
   * @throws GleanerException what the worker gave up for
   */
  public WorkerEffect.Exit run() throws InterruptedException {
    ledger.subscribe(new LedgerListener(mailbox));
    try {
      step(List.of(new WorkerEvent.Tick()));
      WorkerEffect.Exit end = exit;
      while (end == null) {
        stepOn();
        end = exit;
      }
      return end;
    } finally {
      slots.close();
      if (consumer != null) {
        consumer.close();
      }
    }
  }

  /** How many items it has committed as done; for after {@link #run}. */
  public long itemsDone() {
    return state.done();
  }

  /** From now on no handler is started; from any thread. For a process that is about to halt. */
  public void startNoMore() {
    slots.close();
  }

  /** Waits for something to happen, or for the time, and takes one step for all of it. */
  private void stepOn() throws InterruptedException {
    Runnable task = mailbox.next(wakeAt);
    if (task == null) {
      arrived.add(new WorkerEvent.Tick());
    } else {
      long linger = state.lingerMillis(settings);
      if (linger > 0) {
        Thread.sleep(linger);
      }
      for (int i = 0; task != null && i < MOST_AT_ONCE; i++) {
        task.run();
        task = mailbox.poll();
      }
      if (task != null) {
        task.run();
      }
    }
    if (!arrived.isEmpty()) {
      List<WorkerEvent> events = List.copyOf(arrived);
      arrived.clear();
      step(events);
    }
  }

  private void step(List<WorkerEvent> events) {
    WorkerMachine.Next next = machine.next(state, events, Clock.millis());
    state = next.state();
    wakeAt = next.wakeAt();
    JobSpec spec = state.spec();
    if (spec != null) {
      connectQueue(spec);
      long leaseUntil = state.leaseUntil();
      if (leaseUntil != WorkerState.NEVER) {
        deadline.earliest(leaseUntil, spec.leaseMillis());
      }
    }
    List<DeliveryId> acknowledged = new ArrayList<>();
    for (WorkerEffect effect : next.effects()) {
      if (effect instanceof WorkerEffect.Acknowledge acknowledge) {
        acknowledged.add(acknowledge.delivery());
      } else {
        acknowledge(acknowledged);
        carryOut(effect);
      }
    }
    acknowledge(acknowledged);
  }

  private void acknowledge(List<DeliveryId> deliveries) {
    if (!deliveries.isEmpty() && consumer != null) {
      consumer.acknowledge(List.copyOf(deliveries));
      deliveries.clear();
    }
  }

  private void connectQueue(JobSpec spec) {
    if (consumer == null) {
      consumer = queue.apply(spec);
      consumer.start(new QueueListener(mailbox));
    }
  }

  private void carryOut(WorkerEffect effect) {
    LOG.trace("{}", effect);
    ItemConsumer to = consumer;
    if (effect instanceof WorkerEffect.Send send) {
      calls.send(send.request());
    } else if (effect instanceof WorkerEffect.Barrier barrier) {
      calls.barrier(barrier.number());
    } else if (effect instanceof WorkerEffect.StartHandler start) {
      slots.start(start.item(), start.grant(), start.attempt(), start.startBy());
    } else if (effect instanceof WorkerEffect.WithdrawHandlers) {
      slots.withdraw();
    } else if (effect instanceof WorkerEffect.StopHandler stop) {
      slots.stop(stop.grant(), stop.hard());
    } else if (effect instanceof WorkerEffect.Say say) {
      LOG.warn("{}", say.sentence());
    } else if (effect instanceof WorkerEffect.Exit leave) {
      leave(leave);
    } else if (to == null) {
      throw new IllegalStateException("no queue yet for " + effect);
    } else if (effect instanceof WorkerEffect.OpenLane open) {
      to.open(open.lane(), open.credit());
    } else if (effect instanceof WorkerEffect.CancelLane cancel) {
      to.cancel(cancel.lane());
    } else if (effect instanceof WorkerEffect.CloseLane close) {
      to.close(close.lane());
    } else if (effect instanceof WorkerEffect.GiveBack giveBack) {
      to.giveBack(giveBack.delivery());
    } else if (effect instanceof WorkerEffect.SetAside setAside) {
      to.setAside(setAside.delivery(), setAside.why());
    }
  }

  private void leave(WorkerEffect.Exit leave) {
    LOG.info("{}", leave.sentence());
    if (leave.code() == ExitCode.ERROR) {
      throw new GleanerException(ErrorKind.PERMANENT, leave.sentence());
    }
    if (leave.code() == ExitCode.USAGE) {
      throw GleanerException.configuration(leave.sentence());
    }
    exit = leave;
  }

  private void giveUp(GleanerException error) {
    throw error;
  }
}
