package io.gleaner.benchmark.watch;

import io.gleaner.benchmark.measure.CpuTime;
import io.gleaner.benchmark.measure.Sample;
import io.gleaner.benchmark.measure.SecondHalf;
import io.gleaner.benchmark.process.Running;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;

/** Watches a queue while programs fill or drain it, for all contenders in the same way. */
public final class Progress {
  private static final long LOOK_MILLIS = 20;
  private static final double NANOS = 1e9;
  private static final double PATIENCE_SECONDS = 300;

  private final Function<Collection<Running>, CpuTime> cpu;

  /**
   * A watch.
   *
   * @param cpu the processor time of the servers and of some programs so far
   */
  public Progress(Function<Collection<Running>, CpuTime> cpu) {
    this.cpu = cpu;
  }

  /** Until the queue has all the items. */
  public Sample filling(Depth queue, long items, List<Running> clients) throws Exception {
    return watch(queue, items, clients, ready -> ready);
  }

  /** Until nothing in the queue is ready to be handed out. */
  public Sample draining(Depth queue, long items, List<Running> clients) throws Exception {
    return watch(queue, items, clients, ready -> items - ready);
  }

  private Sample watch(Depth queue, long items, List<Running> clients, LongUnaryOperator moved)
      throws Exception {
    SecondHalf half = new SecondHalf(items);
    long last = 0;
    double lastMove = System.nanoTime() / NANOS;
    while (!half.over()) {
      // Asked before the queue is: whoever is gone by then has moved all that it will move.
      boolean over = clients.stream().noneMatch(Running::alive);
      long ready = over ? queue.readyAtRest() : queue.ready();
      double now = System.nanoTime() / NANOS;
      long moving = ready < 0 ? last : moved.applyAsLong(ready);
      half.look(now, moving, () -> cpu.apply(clients));
      lastMove = moving == last ? lastMove : now;
      last = moving;
      if (!half.over() && (over || now - lastMove > PATIENCE_SECONDS)) {
        String state = over ? "it ended with " : "it stands still at ";
        throw clients.get(0).failed(state + last + " of " + items + " items");
      }
      Thread.sleep(LOOK_MILLIS);
    }
    return half.sample();
  }
}
