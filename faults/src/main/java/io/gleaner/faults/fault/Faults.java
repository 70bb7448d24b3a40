package io.gleaner.faults.fault;

import io.gleaner.faults.fault.CutWorker.Cut;
import io.gleaner.faults.proxy.Flow;
import java.util.List;

/**
 * All kinds of fault that the harness injects itself. More are in the items: handlers that fail or
 * kill their own worker, the first time or every time.
 *
 * <p>A new kind goes to the end, and still changes the schedule of every seed.
 */
public final class Faults {
  private static final List<Fault> ALL =
      List.of(
          new KillWorker(true),
          new KillWorker(false),
          new FreezeWorker(false, Span.SHORT),
          new FreezeWorker(false, Span.LONG),
          new FreezeWorker(true, Span.LONG),
          new StopWorker(),
          new CutWorker(Cut.RABBITMQ, Flow.RESETTING, Span.SHORT),
          new CutWorker(Cut.RABBITMQ, Flow.HELD_UP, Span.LONG),
          new CutWorker(Cut.REDIS, Flow.RESETTING, Span.SHORT),
          new CutWorker(Cut.REDIS, Flow.RESETTING, Span.LONG),
          new CutWorker(Cut.REDIS, Flow.HELD_UP, Span.SHORT),
          new CutWorker(Cut.REDIS, Flow.HELD_UP, Span.LONG),
          new CutWorker(Cut.REDIS, Flow.ANSWERS_HELD_UP, Span.LONG),
          new CutWorker(Cut.BOTH, Flow.RESETTING, Span.SHORT),
          new CutWorker(Cut.BOTH, Flow.HELD_UP, Span.LONG),
          new CutCoordinator(Flow.RESETTING, Span.SHORT),
          new CutCoordinator(Flow.HELD_UP, Span.LONG),
          new EndServer(true, false),
          new EndServer(true, true),
          new EndServer(false, false),
          new EndServer(false, true),
          new PauseServer(true),
          new PauseServer(false),
          new KillCoordinator(),
          new SecondCoordinator(),
          new EmptyQueue(false),
          new EmptyQueue(true));

  private Faults() {}

  /** All of them, in an order that stays. */
  public static List<Fault> all() {
    return ALL;
  }
}
