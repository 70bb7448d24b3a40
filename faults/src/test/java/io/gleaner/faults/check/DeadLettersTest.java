package io.gleaner.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.faults.evidence.EventKind;
import io.gleaner.faults.evidence.Fates;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the checks say of items whose handlers never succeed: here item 1 is one. */
class DeadLettersTest {
  private static final Fates TOLERATED = new Fates(Set.of(1), true, false);
  private static final Fates FINAL = new Fates(Set.of(1), false, false);
  private static final Fates RETRIED = new Fates(Set.of(1), false, true);

  @Test
  void dead_letters_that_are_tolerated_violate_nothing() {
    assertThat(Invariants.check(failed().fates(TOLERATED).exits(0).evidence())).isEmpty();
  }

  @Test
  void dead_letters_that_fail_the_job_violate_nothing() {
    Plot plot = failed().fates(FINAL).phase("FAILED").exits(3);
    assertThat(Invariants.check(plot.evidence())).isEmpty();
  }

  @Test
  void dead_letters_that_were_put_back_violate_nothing() {
    assertThat(Invariants.check(retried().evidence())).isEmpty();
  }

  @Test
  void a_verdict_that_the_dead_letters_do_not_give_is_seen() {
    Plot complete = failed().fates(FINAL).exits(0);
    assertThat(seen(new LiveEnd(), complete))
        .containsExactly("all ended, but the ledger's phase is 'COMPLETE', not FAILED");
    Plot tolerated = failed().fates(TOLERATED).phase("FAILED").exits(3);
    assertThat(seen(new LiveEnd(), tolerated)).hasSize(1);
    assertThat(seen(new DoubtIsNeverSuccess(), tolerated))
        .containsExactly("a exited 3 without a reason", "b exited 3 without a reason");
    Plot doubtful = failed().fates(FINAL).phase("FAILED").exits(0);
    assertThat(seen(new SoundEnd(), doubtful))
        .containsExactly("a exited 0, but the ledger's phase is 'FAILED'");
  }

  @Test
  void an_exit_3_that_no_retry_followed_has_no_reason_in_a_job_that_is_complete() {
    assertThat(seen(new DoubtIsNeverSuccess(), retried().exit("c", 3)))
        .containsExactly("c exited 3 without a reason");
  }

  @Test
  void an_item_that_never_succeeds_and_is_no_dead_letter_is_seen() {
    assertThat(seen(new NoLoss(), Plot.sound().fates(FINAL)))
        .containsExactly("item 1 is done, though its handler never succeeds");
    assertThat(seen(new NoLoss(), Plot.sound().fates(FINAL).notDone(1)))
        .containsExactly("item 1 has no outcome in the ledger");
    assertThat(seen(new NoLoss(), Plot.sound().fates(FINAL).dead(1)))
        .containsExactly("item 1 is done and a dead letter");
  }

  @Test
  void a_dead_letter_of_an_item_that_succeeds_or_was_put_back_is_seen() {
    assertThat(seen(new NoLoss(), Plot.sound().notDone(1).dead(1)))
        .containsExactly("item 1 is a dead letter");
    assertThat(seen(new NoLoss(), Plot.sound().fates(RETRIED).notDone(1).dead(1)))
        .containsExactly("item 1 is a dead letter");
    assertThat(seen(new OneCommit(), Plot.sound().failure("b", 1, 8)))
        .containsExactly(
            "item 1 failed for good, though its handler succeeds", "item 1 has failed and is done");
  }

  @Test
  void an_item_that_is_a_dead_letter_twice_is_seen() {
    assertThat(seen(new OneCommit(), failed().fates(FINAL).failure("a", 1, 8)))
        .containsExactly("item 1 has two results");
  }

  @Test
  void a_dead_letter_without_its_result_and_the_other_way_round_break_the_order() {
    assertThat(seen(new Order(), Plot.sound().fates(FINAL).dead(1)))
        .containsExactly("item 1 is a dead letter, but has no result");
    assertThat(seen(new Order(), Plot.sound().fates(FINAL).failure("b", 1, 8)))
        .containsExactly("item 1 has failed, but is no dead letter");
  }

  @Test
  void a_handler_that_goes_on_after_an_exit_3_is_not_quiet() {
    Plot plot = failed().fates(FINAL).phase("FAILED").exits(3).tick("b", 1, 8, 11);
    assertThat(seen(new QuietEnd(), plot))
        .singleElement()
        .asString()
        .startsWith("after the exit 3 of a, a handler of b went on");
  }

  @Test
  void a_handler_between_an_exit_3_and_the_retry_is_not_quiet_and_while_it_is_asked_for_is() {
    Plot early = failed().fates(RETRIED).exits(3).tick("b", 1, 8, 11).began("retry-1");
    assertThat(seen(new QuietEnd(), early.exit("retry-1", 0))).hasSize(1);
    Plot meanwhile = failed().fates(RETRIED).exits(3).began("retry-1").exit("retry-1", 2);
    meanwhile.began("retry-2").start("b", 1, 1, 12).exit("retry-2", 0).tick("b", 1, 1, 12);
    assertThat(seen(new QuietEnd(), meanwhile)).isEmpty();
  }

  @Test
  void an_exit_before_the_last_item_of_the_new_generation_is_not_sound() {
    Plot plot = failed().fates(RETRIED).exits(3).began("retry-1").exit("retry-1", 0);
    plot.began("a").start("a", 1, 1, 12).exit("b", 0).end("a", 1, 1, 12);
    assertThat(seen(new SoundEnd(), plot)).containsExactly("b exited 0 before item 1 was done");
  }

  @Test
  void a_retry_may_come_too_early_but_a_worker_has_no_reason_for_a_2() {
    Plot plot = Plot.sound().began("retry-1").exit("retry-1", 2).exit("a", 2);
    assertThat(seen(new DoubtIsNeverSuccess(), plot))
        .containsExactly("a exited 2 without a reason");
  }

  /** Item 0 is done, item 1 has failed for good. */
  private static Plot failed() {
    Plot plot = new Plot().began("a").began("b").notDone(1).dead(1).counted(1);
    plot.start("a", 0, 1, 10).start("b", 1, 8, 11).end("a", 0, 1, 10);
    plot.event(EventKind.END, "b", 1, 8, 11, "7");
    return plot.failure("b", 1, 8);
  }

  private static Plot retried() {
    Plot plot = failed().fates(RETRIED).exit("a", 3).exit("b", 3);
    plot.began("retry-1").exit("retry-1", 2).began("retry-2").exit("retry-2", 0);
    plot.began("b").start("b", 1, 1, 20).end("b", 1, 1, 20).done(1).counted(2);
    return plot.exit("b", 0).over("ended");
  }

  private static List<String> seen(Invariant invariant, Plot plot) {
    return invariant.violations(plot.evidence());
  }
}
