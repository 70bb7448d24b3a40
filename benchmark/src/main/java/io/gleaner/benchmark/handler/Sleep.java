package io.gleaner.benchmark.handler;

import io.gleaner.item.Bytes;
import io.gleaner.worker.handler.WorkContext;
import io.gleaner.worker.handler.WorkHandler;

/** A handler that sleeps for as many milliseconds as the item says; longer on a slow worker. */
public final class Sleep implements WorkHandler {
  /** The variable that makes a worker so many times slower. */
  public static final String SLOWNESS = "GLEANER_BENCHMARK_SLOWNESS";

  private final double slowness = Double.parseDouble(System.getenv().getOrDefault(SLOWNESS, "1"));

  @Override
  public Bytes handle(WorkContext context, Bytes item) throws InterruptedException {
    Thread.sleep(Math.round(Double.parseDouble(item.text()) * slowness));
    return Bytes.EMPTY;
  }
}
