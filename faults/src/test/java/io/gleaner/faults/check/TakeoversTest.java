package io.gleaner.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.faults.check.Takeover.Way;
import io.gleaner.faults.evidence.Event;
import io.gleaner.faults.evidence.EventKind;
import io.gleaner.faults.evidence.Fates;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TakeoversTest {
  @Test
  void the_time_from_a_kill_to_the_next_start_is_measured() {
    Plot plot = idleWorkerB().start("a", 0, 1, 10).fault(0).event(EventKind.KILLED, "a");
    plot.healed(0, "-").after(400).start("b", 0, 2, 20);
    assertThat(takeovers(plot)).containsExactly(new Takeover(Way.UNWATCHED, 0, 420, 420, true));
  }

  @Test
  void who_was_launched_is_watched() {
    Plot plot = idleWorkerB().start("a", 0, 1, 10).event(EventKind.KILLED, "a");
    plot.event(EventKind.GONE, "a").after(1_000).start("b", 0, 2, 20);
    assertThat(takeovers(plot)).extracting(Takeover::way).containsExactly(Way.WATCHED);
    assertThat(new TakenOverInTime().violations(plot.evidence()))
        .containsExactly(
            "item 0 of a worker that was gone (WATCHED) ran elsewhere only after 1020 ms");
  }

  @Test
  void an_unwatched_or_frozen_worker_may_take_a_lease_and_a_heartbeat() {
    for (EventKind kind : List.of(EventKind.KILLED, EventKind.FROZEN)) {
      Plot inTime = idleWorkerB().start("a", 0, 1, 10).event(kind, "a");
      inTime.after(3_980).start("b", 0, 2, 20);
      assertThat(new TakenOverInTime().violations(inTime.evidence())).isEmpty();
      Plot late = idleWorkerB().start("a", 0, 1, 10).event(kind, "a");
      late.after(4_000).start("b", 0, 2, 20);
      assertThat(new TakenOverInTime().violations(late.evidence())).hasSize(1);
    }
  }

  @Test
  void while_all_other_workers_are_busy_nothing_is_late() {
    Plot plot = new Plot().start("b", 1, 1, 11).start("a", 0, 1, 10);
    plot.event(EventKind.KILLED, "a").event(EventKind.GONE, "a").after(5_000);
    plot.end("b", 1, 1, 11).start("b", 0, 2, 20);
    assertThat(takeovers(plot)).extracting(Takeover::millis).containsExactly(5_030L);
    assertThat(new TakenOverInTime().violations(plot.evidence())).isEmpty();
  }

  @Test
  void a_worker_that_was_thawed_is_as_busy_as_before() {
    Plot plot = new Plot().start("b", 1, 1, 11).start("a", 0, 1, 10);
    plot.event(EventKind.FROZEN, "b").event(EventKind.THAWED, "b").tick("b", 1, 1, 11);
    plot.event(EventKind.KILLED, "a").after(5_000).tick("b", 1, 1, 11).end("b", 1, 1, 11);
    assertThat(takeovers(plot.start("b", 0, 2, 20)))
        .extracting(Takeover::idleMillis)
        .containsExactly(10L);
  }

  @Test
  void a_worker_that_went_with_its_coordinator_is_not_idle() {
    Plot plot = new Plot().began("a").began("run-1").start("launched", 7, 1, 5).began("run-2");
    plot.event(EventKind.KILLED, "run-1").began("c").start("c", 7, 2, 6).start("a", 0, 1, 10);
    plot.event(EventKind.KILLED, "a").after(5_000).end("c", 7, 2, 6);
    assertThat(takeovers(plot.start("c", 0, 2, 20)))
        .extracting(Takeover::idleMillis)
        .containsExactly(10L);
  }

  @Test
  void while_other_items_are_started_nothing_is_late() {
    Plot plot = idleWorkerB().start("a", 0, 1, 10);
    plot.event(EventKind.KILLED, "a").event(EventKind.GONE, "a").after(5_000);
    plot.start("b", 1, 2, 12).lateEnd("b", 1, 2, 12).start("b", 0, 2, 20);
    assertThat(takeovers(plot)).extracting(Takeover::idleMillis).containsExactly(10L);
  }

  @Test
  void a_slot_that_the_last_other_start_has_filled_is_not_idle() {
    Plot plot = idleWorkerB().start("a", 0, 1, 10);
    plot.event(EventKind.FROZEN, "a").after(2_000).start("b", 1, 2, 12).after(5_000);
    plot.lateEnd("b", 1, 2, 12).start("b", 0, 2, 20);
    assertThat(takeovers(plot)).extracting(Takeover::idleMillis).containsExactly(10L);
    assertThat(new TakenOverInTime().violations(plot.evidence())).isEmpty();
  }

  @Test
  void what_somebody_took_out_of_the_queue_comes_back_by_an_audit() {
    Plot plot = idleWorkerB().start("a", 0, 1, 10).fault(0).healed(0, Event.QUEUE).after(9_000);
    plot.event(EventKind.KILLED, "a").event(EventKind.GONE, "a").after(9_000);
    plot.start("b", 0, 2, 20);
    assertThat(takeovers(plot)).extracting(Takeover::alone).containsExactly(false);
    Plot started = idleWorkerB().fault(0).healed(0, Event.QUEUE).after(6_000);
    started.start("a", 0, 1, 10).event(EventKind.KILLED, "a").after(9_000);
    started.start("b", 0, 2, 20);
    assertThat(takeovers(started)).extracting(Takeover::alone).containsExactly(true);
  }

  @Test
  void an_item_that_never_succeeds_waits_for_its_delay_or_a_retry() {
    Plot plot = idleWorkerB().start("a", 0, 1, 10).start("a", 0, 2, 12);
    plot.event(EventKind.SUICIDE, "a").event(EventKind.GONE, "a").after(9_000);
    plot.start("b", 0, 3, 20);
    assertThat(new TakenOverInTime().violations(plot.evidence())).hasSize(1);
    Fates fates = new Fates(Set.of(0), true, false);
    assertThat(new TakenOverInTime().violations(plot.fates(fates).evidence())).isEmpty();
  }

  @Test
  void with_another_fault_in_the_way_nothing_is_judged() {
    Plot plot = idleWorkerB().start("a", 0, 1, 10).fault(0).fault(1);
    plot.event(EventKind.KILLED, "a").event(EventKind.GONE, "a").after(9_000);
    plot.start("b", 0, 2, 20);
    assertThat(takeovers(plot)).extracting(Takeover::alone).containsExactly(false);
    assertThat(new TakenOverInTime().violations(plot.evidence())).isEmpty();
  }

  @Test
  void a_restarted_server_is_in_the_way_for_longer() {
    Plot plot = idleWorkerB().fault(0).healed(0, Event.SERVERS).after(2_000);
    plot.start("a", 0, 1, 10).fault(1).event(EventKind.KILLED, "a").after(3_000);
    plot.start("b", 0, 2, 20);
    assertThat(takeovers(plot)).extracting(Takeover::alone).containsExactly(false);
  }

  @Test
  void what_had_ended_or_was_taken_over_before_is_no_takeover() {
    Plot plot = idleWorkerB().start("a", 0, 1, 10).end("a", 0, 1, 10);
    plot.event(EventKind.KILLED, "a").start("b", 0, 2, 20);
    assertThat(takeovers(plot)).isEmpty();
  }

  private static Plot idleWorkerB() {
    return new Plot().start("b", 1, 1, 1).end("b", 1, 1, 1);
  }

  private static List<Takeover> takeovers(Plot plot) {
    return Takeovers.of(plot.evidence());
  }
}
