package io.gleaner.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.faults.evidence.EventKind;
import io.gleaner.faults.evidence.Fates;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What ADR 0039 allows of attempt numbers passes, and nothing else. */
class AttemptsCountTest {
  @Test
  void attempts_that_count_up_are_sound_and_may_leave_out_what_was_never_started() {
    assertThat(seen(new Plot().start("a", 0, 1, 10).start("b", 0, 2, 20).start("b", 0, 4, 30)))
        .isEmpty();
  }

  @Test
  void an_item_may_kill_its_worker_once_in_a_batch_without_being_charged() {
    assertThat(seen(killing(new Plot(), 1, 1, 2, 3))).isEmpty();
    assertThat(seen(killing(new Plot(), 1, 2, 2, 3))).isEmpty();
  }

  @Test
  void an_item_that_kills_its_worker_uncharged_a_second_time_is_seen() {
    assertThat(seen(killing(new Plot(), 1, 1, 1)))
        .containsExactly("item 0 killed its worker 2 times without its attempt being counted");
    assertThat(seen(killing(new Plot(), 1, 1, 2, 2)))
        .containsExactly("item 0 killed its worker 2 times without its attempt being counted");
  }

  @Test
  void an_attempt_is_repeated_where_its_batch_was_lost_with_a_neighbour() {
    Plot plot = new Plot().start("a", 1, 1, 9);
    plot.event(EventKind.SUICIDE, "a", 0, 1, 10, "-").start("b", 1, 1, 20);
    assertThat(seen(plot)).isEmpty();
  }

  @Test
  void an_attempt_is_repeated_where_a_fault_was_near() {
    assertThat(seen(new Plot().fault(0).start("a", 0, 1, 10).after(9_000).start("b", 0, 1, 20)))
        .isEmpty();
    Plot healed = new Plot().fault(0).healed(0, "-").start("a", 0, 1, 10);
    assertThat(seen(healed.start("b", 0, 1, 20))).isEmpty();
  }

  @Test
  void an_attempt_that_is_repeated_for_no_reason_is_seen() {
    Plot early = new Plot().fault(0).healed(0, "-").after(2 * Plot.LEASE).start("a", 0, 1, 10);
    assertThat(seen(early.start("b", 0, 1, 20)))
        .containsExactly("attempt 1 of item 0 was started twice, and no fault was near");
    Plot late = new Plot().start("a", 0, 1, 10).start("b", 0, 1, 20).fault(0);
    assertThat(seen(late)).hasSize(1);
  }

  @Test
  void an_attempt_number_that_goes_down_is_seen_unless_the_item_was_put_back() {
    Plot plot = new Plot().start("a", 0, 2, 10).start("b", 0, 1, 20);
    assertThat(seen(plot)).containsExactly("item 0 was started as attempt 1 after attempt 2");
    assertThat(seen(plot.fates(new Fates(Set.of(0), false, true)))).isEmpty();
  }

  /** Item 0 kills its worker in each of these attempts. */
  private static Plot killing(Plot plot, int... attempts) {
    long token = 10;
    for (int attempt : attempts) {
      plot.start("a", 0, attempt, token).event(EventKind.SUICIDE, "a", 0, attempt, token, "-");
      token++;
    }
    return plot;
  }

  private static List<String> seen(Plot plot) {
    return new AttemptsCount().violations(plot.evidence());
  }
}
