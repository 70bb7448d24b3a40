package io.gleaner.queue.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gleaner.failure.GleanerException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class ConfirmWindowTest {
  private final ConfirmWindow window = new ConfirmWindow(3);

  @Test
  void nothingIsConfirmedAtFirst() throws InterruptedException {
    assertThat(window.confirmedBelow()).isZero();
    window.awaitAll();
  }

  @Test
  void theMarkIsTheLowestUnconfirmedIndexWhateverTheOrderOfConfirms() throws InterruptedException {
    assertThat(window.reserve(10)).isEqualTo(1);
    assertThat(window.reserve(20)).isEqualTo(2);
    assertThat(window.reserve(30)).isEqualTo(3);
    assertThat(window.confirmedBelow()).isEqualTo(10);
    window.confirm(3, false);
    assertThat(window.confirmedBelow()).isEqualTo(10);
    window.confirm(1, false);
    assertThat(window.confirmedBelow()).isEqualTo(20);
    window.confirm(2, false);
    assertThat(window.confirmedBelow()).isEqualTo(31);
    window.awaitAll();
  }

  @Test
  void oneConfirmMayStandForAllBefore() throws InterruptedException {
    for (int round = 0; round < 5; round++) {
      window.reserve(round * 3L);
      window.reserve(round * 3L + 1);
      window.reserve(round * 3L + 2);
      window.confirm(round * 3L + 2, true);
      assertThat(window.confirmedBelow()).isEqualTo(round * 3L + 2);
      window.confirm(round * 3L + 3, true);
      assertThat(window.confirmedBelow()).isEqualTo(round * 3L + 3);
    }
  }

  @Test
  void aRepeatedOrUnknownConfirmChangesNothing() throws InterruptedException {
    window.reserve(0);
    window.confirm(1, false);
    window.reserve(1);
    window.confirm(1, true);
    window.confirm(9, true);
    assertThat(window.confirmedBelow()).isEqualTo(1);
  }

  @Test
  void aFullWindowWaitsForItsLowestConfirm() throws Exception {
    window.reserve(0);
    window.reserve(1);
    window.reserve(2);
    window.confirm(2, false);
    FutureTask<Long> fourth = waiting(() -> window.reserve(3));
    window.confirm(1, false);
    assertThat(fourth.get()).isEqualTo(4);
  }

  @Test
  void aBlockedWindowWaits() throws Exception {
    window.block(true);
    FutureTask<Long> first = waiting(() -> window.reserve(0));
    window.block(false);
    assertThat(first.get()).isEqualTo(1);
  }

  @Test
  void aFailureWakesWhoWaitsAndTheFirstOneStays() throws Exception {
    window.reserve(0);
    FutureTask<Boolean> flush =
        waiting(
            () -> {
              window.awaitAll();
              return true;
            });
    window.fail(GleanerException.unreachable("first", null));
    window.fail(GleanerException.unreachable("second", null));
    assertThatThrownBy(flush::get)
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("first");
    assertThatThrownBy(() -> window.reserve(1)).hasMessage("first");
    assertThatThrownBy(window::awaitAll).hasMessage("first");
  }

  @Test
  void aConfirmAfterAFailureIsNoProof() throws InterruptedException {
    window.reserve(0);
    window.fail(GleanerException.unreachable("returned", null));
    window.confirm(1, false);
    assertThat(window.confirmedBelow()).isZero();
  }

  @Test
  void indexesMustGrow() throws InterruptedException {
    window.reserve(4);
    assertThatThrownBy(() -> window.reserve(4)).isInstanceOf(IllegalArgumentException.class);
    assertThat(window.reserve(5)).isEqualTo(2);
  }

  /** Runs something on another thread, until it waits. */
  private static <T> FutureTask<T> waiting(Callable<T> call) {
    FutureTask<T> task = new FutureTask<>(call);
    Thread thread = new Thread(task, "waiting");
    thread.setDaemon(true);
    thread.start();
    await().until(() -> thread.getState() == Thread.State.WAITING);
    return task;
  }
}
