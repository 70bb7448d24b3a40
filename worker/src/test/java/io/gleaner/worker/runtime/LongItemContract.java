package io.gleaner.worker.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.failure.ExitCode;
import io.gleaner.queue.QueueAdmin;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * An item that lasts for many times the broker's consumer timeout, on a server whose timeout is as
 * short as it takes: run once, committed once, and nobody else waits for it.
 */
abstract class LongItemContract extends OnRealServers {
  private static final int LONG = 0;
  private static final int BATCH = 20;

  /** How the server tells that a message was held for too long. */
  protected abstract String reason();

  /** How often in a row it is sure to tell that of the same message. */
  protected int timeouts() {
    return 5;
  }

  @Test
  void itsCopiesAreParkedAtAnotherWorkerAndNobodyStarves() throws Exception {
    open("long");
    FakeHandler handler = FakeHandler.patientWith(LONG);
    runsOnce(handler, List.of(job().work("a", 1, handler), job().work("b", 1, handler)));
  }

  @Test
  void itsCopiesJoinItAtItsOwnWorkerAndNobodyStarves() throws Exception {
    open("long");
    FakeHandler handler = FakeHandler.patientWith(LONG);
    runsOnce(handler, List.of(job().work("a", 2, handler)));
  }

  private void runsOnce(FakeHandler handler, List<Future<ExitCode>> workers) throws Exception {
    job().fill(BATCH);
    until(() -> handler.attempts().size() == BATCH);
    List<String> losses = job().seen().losses();
    until(() -> losses.size() >= timeouts());
    until(() -> job().seen().deliveriesOf(LONG) > 1);
    assertThat(losses).anySatisfy(why -> assertThat(why).contains(reason()));
    // Copies are parked by now: they must not keep free slots from others.
    job().fill(BATCH);
    until(() -> handler.attempts().size() == 2 * BATCH);
    if (timeouts() > 1) {
      int before = losses.size();
      until(() -> losses.size() > before);
    }
    job().seal();
    assertThat(handler.attemptsOf(LONG)).hasSize(1).noneMatch(FakeHandler.Attempt::stopped);
    handler.attemptsOf(LONG).get(0).done();
    for (Future<ExitCode> worker : workers) {
      assertThat(worker.get()).isEqualTo(ExitCode.COMPLETE);
    }
    assertThat(handler.attempts()).hasSize(2 * BATCH);
    assertThat(handler.attempts()).allMatch(each -> each.assignment().attempt() == 1);
    // Each timeout brings the item back once: it does not go round.
    assertThat(job().seen().deliveriesOf(LONG)).isBetween(2L, losses.size() + 1L);
    until(() -> job().admin().depth().equals(new QueueAdmin.Depth(0, 0, 0)));
  }
}
