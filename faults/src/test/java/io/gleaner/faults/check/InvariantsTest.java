package io.gleaner.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.faults.evidence.EventKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each check sees the evidence of what it is there for, and lets the allowed pass. */
class InvariantsTest {
  @Test
  void a_sound_run_violates_nothing() {
    assertThat(Invariants.check(Plot.sound().evidence())).isEmpty();
  }

  @Test
  void every_invariant_of_the_design_is_checked() {
    assertThat(Invariants.all().stream().map(Invariant::name).filter(n -> n.matches("\\d .*")))
        .containsExactly(
            "1 No loss",
            "2 One commit",
            "3 Sound end",
            "4 Quiet end",
            "5 Live end",
            "6 Doubt is never success",
            "7 Order");
  }

  @Test
  void an_item_without_an_outcome_is_a_loss() {
    assertThat(seen(new NoLoss(), Plot.sound().notDone(1)))
        .containsExactly("item 1 has no outcome in the ledger");
  }

  @Test
  void a_dead_letter_and_a_wrong_total_are_seen() {
    assertThat(seen(new NoLoss(), Plot.sound().dead(0)))
        .containsExactly("item 0 is done and a dead letter");
    assertThat(seen(new NoLoss(), Plot.sound().total(3)))
        .containsExactly("the ledger was sealed with 3 items, but 2 were given");
  }

  @Test
  void two_results_of_an_item_are_two_commits() {
    assertThat(seen(new OneCommit(), Plot.sound().result("a", 0, 1, 10)))
        .containsExactly("item 0 has two results");
  }

  @Test
  void a_result_that_no_handler_made_is_seen() {
    Plot plot = new Plot().start("a", 0, 1, 10).result("a", 0, 1, 10);
    assertThat(seen(new OneCommit(), plot))
        .containsExactly(
            "the result of item 0 has the token 10, under which no handler came to its end");
  }

  @Test
  void a_result_of_another_attempt_than_it_says_is_seen() {
    Plot plot = new Plot().start("a", 0, 1, 10).lateEnd("a", 0, 1, 10).result("a", 0, 2, 10);
    assertThat(seen(new OneCommit(), plot))
        .containsExactly("the result of item 0 says attempt 2, but its handler ran as attempt 1");
  }

  @Test
  void a_superseded_attempt_that_was_committed_is_seen() {
    Plot plot = new Plot().start("a", 0, 1, 10).start("b", 0, 2, 20).end("a", 0, 1, 10);
    assertThat(seen(new OneCommit(), plot)).singleElement().asString().contains("though attempt 2");
  }

  @Test
  void two_handlers_under_one_token_are_seen() {
    Plot plot = new Plot().start("a", 0, 1, 10).start("b", 0, 1, 10).end("a", 0, 1, 10);
    assertThat(seen(new OneCommit(), plot))
        .containsExactly("item 0 was started twice under the token 10");
  }

  @Test
  void an_exit_0_before_the_last_item_is_not_sound() {
    Plot plot = new Plot().start("a", 0, 1, 10).exit("b", 0).end("a", 0, 1, 10);
    assertThat(seen(new SoundEnd(), plot)).containsExactly("b exited 0 before item 0 was done");
  }

  @Test
  void an_exit_0_of_a_job_that_is_not_complete_is_not_sound() {
    assertThat(seen(new SoundEnd(), Plot.sound().phase("ACTIVE")))
        .containsExactly("a exited 0, but the ledger's phase is 'ACTIVE'");
  }

  @Test
  void a_handler_that_goes_on_after_an_exit_0_is_not_quiet() {
    assertThat(seen(new QuietEnd(), Plot.sound().tick("b", 1, 1, 11))).hasSize(1);
    assertThat(seen(new QuietEnd(), Plot.sound().start("b", 1, 2, 12))).hasSize(1);
    assertThat(seen(new QuietEnd(), Plot.sound().left("77 sleep 9")))
        .containsExactly("left after the end: 77 sleep 9");
  }

  @Test
  void a_frozen_worker_is_excused_until_a_second_after_its_thaw() {
    Plot plot = Plot.sound().event(EventKind.FROZEN, "c").tick("c", 1, 1, 5).after(9_000);
    plot.event(EventKind.THAWED, "c").after(900).tick("c", 1, 1, 5);
    assertThat(seen(new QuietEnd(), plot)).isEmpty();
    assertThat(seen(new QuietEnd(), plot.after(100).tick("c", 1, 1, 5))).hasSize(1);
  }

  @Test
  void a_run_that_had_to_be_given_up_is_not_live() {
    assertThat(seen(new LiveEnd(), new Plot().over("late"))).hasSize(1);
    assertThat(seen(new LiveEnd(), new Plot())).hasSize(1);
    assertThat(seen(new LiveEnd(), Plot.sound().phase("FAILED"))).hasSize(1);
  }

  @Test
  void an_exit_code_without_a_reason_is_doubt() {
    for (int code : List.of(1, 2, 3, 75, 137, 143)) {
      assertThat(seen(new DoubtIsNeverSuccess(), Plot.sound().began("c").exit("c", code)))
          .containsExactly("c exited " + code + " without a reason");
    }
    assertThat(seen(new DoubtIsNeverSuccess(), Plot.sound().phase(""))).hasSize(2);
  }

  @Test
  void an_exit_code_with_a_reason_is_none() {
    Plot plot = Plot.sound().event(EventKind.KILLED, "c").exit("c", 137);
    plot.event(EventKind.ASKED, "d").exit("d", 75);
    plot.began("e").fault(0).exit("e", 1);
    assertThat(seen(new DoubtIsNeverSuccess(), plot)).isEmpty();
  }

  @Test
  void a_coordinator_that_ends_by_itself_explains_that_a_worker_of_its_own_was_stopped() {
    for (int code : List.of(75, 143)) {
      assertThat(doubts(failing().gone("vm-1", code).exit("run-1", 1))).isZero();
      assertThat(doubts(failing().exit("run-1", 1).gone("vm-1", code))).isZero();
      assertThat(doubts(failing().exit("c", code).exit("run-1", 1))).isOne();
      assertThat(doubts(failing().gone("vm-1", code).after(6_000).exit("run-1", 1))).isOne();
      assertThat(doubts(failing().exit("run-1", 1).after(1_000).gone("vm-1", code))).isOne();
      Plot killed = failing().gone("vm-1", code).event(EventKind.KILLED, "run-1");
      assertThat(doubts(killed.exit("run-1", 137))).isOne();
    }
  }

  @Test
  void a_worker_that_worked_neither_leaves_before_a_complete_end_nor_ends_by_a_signal() {
    assertThat(doubts(failing().gone("vm-1", 143).exit("run-1", 0))).isZero();
    assertThat(doubts(failing().gone("vm-1", 75).exit("run-1", 0))).isOne();
    Plot worked = failing().start("vm-1", 0, 2, 12).gone("vm-1", 143);
    assertThat(doubts(worked.exit("run-1", 1))).isOne();
  }

  /** Of a coordinator whose exit 1 a fault explains. */
  private static Plot failing() {
    return Plot.sound().began("run-1").fault(0);
  }

  private static int doubts(Plot plot) {
    return seen(new DoubtIsNeverSuccess(), plot).size();
  }

  @Test
  void a_fault_before_or_after_its_life_does_not_explain_an_exit_1() {
    Plot plot = Plot.sound().fault(0).healed(0, "-").began("c").exit("c", 1).fault(1);
    assertThat(seen(new DoubtIsNeverSuccess(), plot)).hasSize(1);
  }

  @Test
  void a_worker_that_has_run_something_recovers_and_does_not_exit_1() {
    Plot plot = Plot.sound().began("c").start("c", 0, 1, 10).fault(0).exit("c", 1);
    assertThat(seen(new DoubtIsNeverSuccess(), plot)).hasSize(1);
  }

  @Test
  void results_and_ledger_that_disagree_break_the_order() {
    assertThat(seen(new Order(), Plot.sound().notDone(1).counted(1)))
        .containsExactly("item 1 has a result, but is not done");
    assertThat(seen(new Order(), new Plot().result("a", 0, 1, 10)))
        .containsExactly("item 1 is done, but has no result");
    assertThat(seen(new Order(), Plot.sound().counted(1)))
        .containsExactly("the ledger counts 1 items done, but 2 bits are set");
  }

  @Test
  void a_process_that_is_left_when_the_next_attempt_starts_is_seen() {
    Plot plot = new Plot().start("a", 0, 1, 10).event(EventKind.KILLED, "a");
    plot.event(EventKind.LEFT, "b", 0, 2, 20, "10").start("b", 0, 2, 20);
    assertThat(seen(new NothingLeft(), plot))
        .containsExactly("a process of a was left when attempt 2 of item 0 started on b");
  }

  @Test
  void a_superseded_attempt_that_goes_on_or_starts_is_seen() {
    Plot plot = new Plot().start("a", 0, 1, 10).start("b", 0, 2, 20);
    assertThat(seen(new NothingLeft(), plot.tick("a", 0, 1, 10))).hasSize(1);
    Plot late = new Plot().start("b", 0, 2, 20).start("a", 0, 1, 10);
    assertThat(seen(new NothingLeft(), late)).hasSize(1);
  }

  private static List<String> seen(Invariant invariant, Plot plot) {
    return invariant.violations(plot.evidence());
  }
}
