package io.gleaner.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.faults.evidence.EventKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What ADR 0042 allows of two attempts at once passes, and nothing else. */
class BackupsTest {
  @Test
  void an_attempt_may_go_on_beside_its_backup_and_win() {
    Plot plot = withBackup().tick("a", 0, 1, 10).end("a", 0, 1, 10).lateEnd("b", 0, 2, 20);
    assertThat(seen(new NothingLeft(), plot)).isEmpty();
    assertThat(seen(new OneCommit(), plot)).isEmpty();
  }

  @Test
  void a_third_at_once_is_seen() {
    Plot plot = withBackup().start("c", 0, 3, 30).tick("a", 0, 1, 10);
    assertThat(seen(new NothingLeft(), plot))
        .singleElement()
        .asString()
        .startsWith("attempt 1 of item 0 on a was superseded by attempt 2, and went on");
    Plot left = withBackup().event(EventKind.LEFT, "c", 0, 3, 30, "10").start("c", 0, 3, 30);
    assertThat(seen(new NothingLeft(), left))
        .containsExactly("a process of a was left when attempt 3 of item 0 started on c");
  }

  @Test
  void a_commit_of_an_attempt_that_two_have_superseded_is_seen() {
    Plot plot = withBackup().start("c", 0, 3, 30).end("a", 0, 1, 10);
    assertThat(seen(new OneCommit(), plot)).singleElement().asString().contains("though attempt 3");
  }

  @Test
  void after_both_are_given_back_the_number_of_the_first_may_come_again() {
    Plot plot = withBackup().event(EventKind.ASKED, "a").event(EventKind.ASKED, "b");
    assertThat(seen(new AttemptsCount(), plot.start("c", 0, 1, 30))).isEmpty();
    Plot unasked = withBackup().start("c", 0, 1, 30);
    assertThat(seen(new AttemptsCount(), unasked))
        .containsExactly("item 0 was started as attempt 1 after attempt 2");
  }

  @Test
  void without_the_option_the_same_is_seen() {
    Plot plot = new Plot().start("a", 0, 1, 10);
    plot.event(EventKind.LEFT, "b", 0, 2, 20, "10").start("b", 0, 2, 20).end("a", 0, 1, 10);
    assertThat(seen(new NothingLeft(), plot)).hasSize(2);
    assertThat(seen(new OneCommit(), plot)).hasSize(1);
  }

  private static Plot withBackup() {
    Plot plot = new Plot().speculates().start("a", 0, 1, 10);
    return plot.event(EventKind.LEFT, "b", 0, 2, 20, "10").start("b", 0, 2, 20);
  }

  private static List<String> seen(Invariant invariant, Plot plot) {
    return invariant.violations(plot.evidence());
  }
}
