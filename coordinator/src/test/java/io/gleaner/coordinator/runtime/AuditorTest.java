package io.gleaner.coordinator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.ledger.Claim;
import io.gleaner.ledger.ClaimOutcome.Granted;
import io.gleaner.ledger.Commit;
import io.gleaner.ledger.Grant;
import io.gleaner.ledger.JobSpec;
import io.gleaner.ledger.LedgerReply;
import io.gleaner.ledger.LedgerReply.Exchanged;
import io.gleaner.ledger.LedgerRequest;
import io.gleaner.ledger.MemoryLedger;
import io.gleaner.ledger.Phase;
import io.gleaner.ledger.Samples;
import io.gleaner.ledger.WorkerInfo;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Items that the queue has lost. */
@NullMarked
class AuditorTest {
  private static final long LEASE = JobSpec.DEFAULT_LEASE_MILLIS;

  private final Stage stage = new Stage();
  private final MemoryLedger worker = stage.server.connect();

  @Test
  void what_a_purged_queue_has_lost_is_published_again_after_two_lease_times() {
    JobSession session = stage.open("a");
    Filler filler = filled(session, 5);
    done(3);
    purge();
    audit(filler, Duration.ofMillis(2 * LEASE - 1_000));
    assertThat(stage.queue.size()).isZero();
    audit(filler, Duration.ofMillis(2 * LEASE + 2_000));
    assertThat(stage.queue.size()).isEqualTo(4);
    assertThat(stage.notices)
        .containsExactly(
            "Items were missing, in the queue and with the workers: 4 items were published again.");
  }

  @Test
  void a_worker_that_holds_something_may_hold_what_is_missing() {
    Filler filler = filled(stage.open("a"), 5);
    purge();
    stage.onPause = () -> heartbeat("working");
    audit(filler, Duration.ofMillis(4 * LEASE));
    assertThat(stage.queue.size()).isZero();
    stage.onPause = () -> heartbeat(WorkerInfo.IDLE);
    audit(filler, Duration.ofMillis(2 * LEASE + 2_000));
    assertThat(stage.queue.size()).isEqualTo(5);
  }

  @Test
  void a_worker_that_is_not_heard_of_holds_nothing_for_longer_than_its_lease() {
    Filler filler = filled(stage.open("a"), 5);
    claim(2);
    heartbeat("working");
    purge();
    audit(filler, Duration.ofMillis(3 * LEASE + 2_000));
    assertThat(stage.queue.size()).isEqualTo(5);
  }

  @Test
  void a_queue_that_is_gone_is_made_again_at_once() {
    Filler filler = filled(stage.open("a"), 5);
    stage.queue.admin().delete();
    audit(filler, Duration.ofSeconds(2));
    assertThat(stage.queue.size()).isEqualTo(5);
    assertThat(stage.notices)
        .containsExactly(
            "The queue was gone. It was made again, and 5 items were published again.");
  }

  @Test
  void as_long_as_the_queue_has_messages_nothing_is_missing() {
    Filler filler = filled(stage.open("a"), 5);
    audit(filler, Duration.ofMillis(5 * LEASE));
    assertThat(stage.queue.size()).isEqualTo(5);
    assertThat(stage.notices).isEmpty();
  }

  @Test
  void who_only_waits_fails_a_job_whose_items_are_lost() {
    try (JobSession session = stage.open("a")) {
      filled(session, 5);
    }
    purge();
    JobSession session = stage.attach("wait");
    JobWatch watch =
        new JobWatch(
            session,
            stage.pacing(),
            seen -> {},
            () -> LostItems.ready(stage.queue.admin()),
            Workforce.UNKNOWN);
    assertThat(watch.awaitEnd().view().reason()).isEqualTo("ItemsLost");
    assertThat(stage.server.state().phase()).isEqualTo(Phase.FAILED);
  }

  @Test
  void who_only_waits_leaves_it_to_a_coordinator_that_leads() {
    JobSession leading = stage.open("a");
    Filler filler = filled(leading, 5);
    leading.lead();
    purge();
    JobSession session = stage.attach("wait");
    stage.onPause = () -> lead("a");
    Pacing forSomeTime = until(Duration.ofMillis(5 * LEASE));
    JobWatch watch =
        new JobWatch(
            session,
            forSomeTime,
            seen -> {},
            () -> LostItems.ready(stage.queue.admin()),
            Workforce.UNKNOWN);
    assertThatThrownBy(watch::awaitEnd).isInstanceOf(StoppedException.class);
    assertThat(stage.server.state().phase()).isEqualTo(Phase.ACTIVE);
    assertThat(filler.filled()).isEqualTo(5);
  }

  @Test
  void lost_indexes_are_listed_as_ranges() {
    BitSet lost = new BitSet();
    lost.set(3);
    lost.set(7, 10);
    assertThat(LostItems.ranges(lost)).isEqualTo("3, 7-9");
    for (int i = 100; i < 300; i += 2) {
      lost.set(i);
    }
    assertThat(LostItems.ranges(lost)).startsWith("3, 7-9, 100, 102, ").endsWith(" and 52 more");
  }

  private Filler filled(JobSession session, int items) {
    Filler filler = stage.filler(session, Stage.input(items));
    filler.fill(true);
    return filler;
  }

  private void purge() {
    stage.queue.admin().delete();
    stage.queue.admin().create();
  }

  private void audit(Filler filler, Duration time) {
    filler.auditor(until(time)).run();
  }

  /** Says to stop after so long on the ledger's clock. */
  private Pacing until(Duration time) {
    long end = stage.server.nowMillis() + time.toMillis();
    return duration -> stage.pacing().pause(duration) && stage.server.nowMillis() < end;
  }

  private void heartbeat(String state) {
    WorkerInfo info = new WorkerInfo("w", "host", 1, state, 0, 0);
    ask(new LedgerRequest.Renew(info, List.of(), true, 1));
  }

  private void lead(String holder) {
    ask(new LedgerRequest.Lead(holder, 10_000));
  }

  private Grant claim(long index) {
    Claim claim = Samples.claim(index);
    Exchanged answer = (Exchanged) ask(new LedgerRequest.Exchange("w", List.of(), List.of(claim)));
    return new Grant(index, ((Granted) answer.claims().get(0)).token());
  }

  private void done(long index) {
    Commit commit = Samples.commit(claim(index));
    ask(new LedgerRequest.Exchange("w", List.of(commit), List.of()));
  }

  private LedgerReply ask(LedgerRequest request) {
    ask(worker, new LedgerRequest.Open("unused", Stage.SPEC));
    return ask(worker, request);
  }

  private static LedgerReply ask(MemoryLedger ledger, LedgerRequest request) {
    return ledger.send(request).toCompletableFuture().join();
  }
}
