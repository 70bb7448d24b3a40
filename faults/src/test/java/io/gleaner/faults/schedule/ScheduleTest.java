package io.gleaner.faults.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final int KINDS = 27;

  @Test
  void the_same_seed_gives_the_same_faults() {
    assertThat(Schedule.of(5, 3, KINDS)).isEqualTo(Schedule.of(5, 3, KINDS));
  }

  @Test
  void other_seeds_and_other_runs_give_others() {
    List<Planned> one = Schedule.of(5, 3, KINDS);
    assertThat(one).isNotEqualTo(Schedule.of(6, 3, KINDS));
    assertThat(one).isNotEqualTo(Schedule.of(5, 4, KINDS));
  }

  @Test
  void every_kind_is_dealt_before_one_comes_a_second_time() {
    Deck deck = new Deck(1, KINDS);
    for (int round = 0; round < 3; round++) {
      Set<Integer> dealt = new HashSet<>();
      for (int i = 0; i < KINDS; i++) {
        dealt.add(deck.next());
      }
      assertThat(dealt).hasSize(KINDS);
    }
  }

  @Test
  void runs_of_a_soak_see_every_kind() {
    Set<Integer> seen = new HashSet<>();
    for (int run = 0; run < 5; run++) {
      Schedule.of(1, run, KINDS).forEach(planned -> seen.add(planned.kind()));
    }
    assertThat(seen).hasSize(KINDS);
  }
}
