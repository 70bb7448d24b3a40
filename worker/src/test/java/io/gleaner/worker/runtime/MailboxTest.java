package io.gleaner.worker.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.worker.state.WorkerEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MailboxTest {
  private static final long FAR = 1_000_000;

  private final List<Object> heard = new ArrayList<>();
  private final Mailbox mailbox = new Mailbox(heard::add);

  @Test
  void whatIsPostedIsHeardInOrderAndOnlyWhenItsTaskRuns() throws InterruptedException {
    mailbox.post(new WorkerEvent.Freed(1));
    mailbox.run(() -> heard.add("task"));
    mailbox.post(new WorkerEvent.Freed(2));
    assertThat(heard).isEmpty();
    runNext();
    runNext();
    runNext();
    assertThat(heard).containsExactly(new WorkerEvent.Freed(1), "task", new WorkerEvent.Freed(2));
  }

  @Test
  void whatIsDeliveredIsHeardAtOnce() {
    mailbox.deliver(new WorkerEvent.Tick());
    assertThat(heard).containsExactly(new WorkerEvent.Tick());
  }

  @Test
  void withoutATaskItReturnsWhenTheTimeHasCome() throws InterruptedException {
    long until = Clock.millis() + 30;
    assertThat(mailbox.next(until)).isNull();
    assertThat(Clock.millis()).isGreaterThanOrEqualTo(until);
    assertThat(mailbox.next(Clock.millis() - FAR)).isNull();
  }

  @Test
  void aTaskThatIsThereGoesBeforeATimeThatHasCome() throws InterruptedException {
    mailbox.run(() -> heard.add("task"));
    Objects.requireNonNull(mailbox.next(Clock.millis() - FAR)).run();
    assertThat(heard).containsExactly("task");
  }

  @Test
  void aTaskForLaterWakesTheThreadInTimeAndNotBefore() throws InterruptedException {
    long from = Clock.millis();
    mailbox.runLater(60, () -> heard.add("second"));
    mailbox.runLater(30, () -> heard.add("first"));
    runNext();
    assertThat(Clock.millis() - from).isGreaterThanOrEqualTo(30);
    runNext();
    assertThat(Clock.millis() - from).isGreaterThanOrEqualTo(60);
    assertThat(heard).containsExactly("first", "second");
  }

  @Test
  void aTaskForLaterDoesNotHoldUpTheOthers() throws InterruptedException {
    mailbox.runLater(FAR, () -> heard.add("later"));
    mailbox.run(() -> heard.add("now"));
    runNext();
    assertThat(heard).containsExactly("now");
  }

  @Test
  void aTaskFromAnotherThreadWakesTheThreadThatWaits() throws InterruptedException {
    CompletableFuture<@Nullable Void> other =
        CompletableFuture.runAsync(() -> mailbox.post(new WorkerEvent.JobChanged()));
    runNext();
    other.join();
    assertThat(heard).containsExactly(new WorkerEvent.JobChanged());
  }

  private void runNext() throws InterruptedException {
    Runnable task = null;
    // Timers may fire early: then it returns without a task, as it may.
    while (task == null) {
      task = mailbox.next(Clock.millis() + FAR);
    }
    task.run();
  }
}
