package io.gleaner.benchmark.simulation;

import io.gleaner.item.Bytes;
import io.gleaner.worker.handler.Assignment;
import io.gleaner.worker.handler.Ending;
import io.gleaner.worker.handler.Handler;
import io.gleaner.worker.handler.Run;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Does nothing with each item, on one thread for all workers. */
final class Nothing implements Handler {
  private static final Run OVER =
      new Run() {
        @Override
        public void terminate() {}

        @Override
        public void kill() {}
      };

  private final ExecutorService thread = Executors.newSingleThreadExecutor();

  @Override
  public Run start(Assignment assignment, Consumer<Ending> whenEnded) {
    thread.execute(() -> whenEnded.accept(ending()));
    return OVER;
  }

  private static Ending ending() {
    return new Ending(Ending.Kind.DONE, 0, Bytes.EMPTY, "", "", System.currentTimeMillis(), 0);
  }

  @Override
  public void close() {
    thread.shutdown();
  }
}
