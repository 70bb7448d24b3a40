package io.gleaner.coordinator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import io.gleaner.item.Bytes;
import io.gleaner.item.WorkItem;
import io.gleaner.ledger.JobSpec;
import io.gleaner.ledger.LedgerState;
import io.gleaner.ledger.Phase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FillerTest {
  private final Stage stage = new Stage();

  @Test
  void a_filled_job_is_sealed_with_every_item_in_the_queue() {
    try (JobSession session = stage.open("a")) {
      assertThat(stage.filler(session, Stage.input(2_500)).fill(true))
          .isEqualTo(new Filler.Filled(2_500, true));
    }
    assertThat(stage.queue.size()).isEqualTo(2_500);
    assertThat(stage.server.state().total()).isEqualTo(2_500);
  }

  @Test
  void an_input_of_more_items_than_a_job_can_have_is_refused() {
    try (JobSession session = stage.open("a")) {
      WorkItem beyond = new WorkItem(JobSpec.MAX_ITEMS, Bytes.EMPTY);
      Filler filler = stage.filler(session, Stage.single(beyond));
      assertThatThrownBy(() -> filler.fill(true))
          .isInstanceOfSatisfying(
              GleanerException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONFIGURATION))
          .hasMessageContaining("more than 2147483647 items");
    }
    assertThat(stage.queue.size()).isZero();
    assertThat(stage.server.state().total()).isEqualTo(-1);
  }

  @Test
  void workers_may_start_before_the_broker_takes_messages() {
    List<Integer> published = new ArrayList<>();
    try (JobSession session = stage.open("a")) {
      Filler filler = stage.filler(session, Stage.input(3));
      filler.whenDeclared(() -> published.add(stage.queue.size()));
      filler.fill(true);
    }
    assertThat(published).containsExactly(0);
  }

  @Test
  void no_items_at_all_make_a_complete_job() {
    try (JobSession session = stage.open("a")) {
      stage.filler(session, Stage.input(0)).fill(true);
      assertThat(session.summary().view().phase()).isEqualTo(Phase.COMPLETE);
    }
  }

  @Test
  void a_filler_that_stops_early_does_not_seal_and_another_goes_on_at_its_mark() {
    try (JobSession session = stage.open("a")) {
      Filler filler =
          new Filler(
              session,
              stage.access(),
              Stage.input(100),
              stage.note,
              Stage.stopAfter(39),
              stage.notices::add);
      assertThat(filler.fill(true)).isEqualTo(new Filler.Filled(40, false));
    }
    assertThat(stage.server.state().total()).isEqualTo(-1);
    try (JobSession session = stage.open("b")) {
      assertThat(session.opened().mark()).isEqualTo(40);
      stage.filler(session, Stage.input(100)).fill(true);
    }
    assertThat(stage.queue.size()).as("nothing was published twice").isEqualTo(100);
    assertThat(stage.server.state().total()).isEqualTo(100);
  }

  @Test
  void another_input_under_the_same_name_is_refused_and_nothing_of_it_published() {
    try (JobSession session = stage.open("a")) {
      stage.filler(session, Stage.input(3)).fill(false);
    }
    try (JobSession session = stage.open("b")) {
      List<Bytes> other = List.of(Bytes.utf8("x"), Bytes.utf8("y"), Bytes.utf8("z"));
      assertThatThrownBy(() -> stage.filler(session, Stage.input(other)).fill(true))
          .isInstanceOfSatisfying(
              GleanerException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONFIGURATION))
          .hasMessageContaining("its first 3 items are not the same");
    }
    assertThat(stage.queue.size()).isEqualTo(3);
  }

  @Test
  void a_sealed_job_takes_no_longer_input() {
    try (JobSession session = stage.open("a")) {
      stage.filler(session, Stage.input(3)).fill(true);
    }
    try (JobSession session = stage.open("b")) {
      assertThatThrownBy(() -> stage.filler(session, Stage.input(4)).fill(true))
          .hasMessageContaining("sealed with 3 items");
    }
  }

  @Test
  void items_of_a_queue_that_is_gone_are_published_again() {
    try (JobSession session = stage.open("a")) {
      stage.filler(session, Stage.input(10)).fill(true);
    }
    stage.queue.admin().delete();
    try (JobSession session = stage.open("b")) {
      stage.filler(session, Stage.input(10)).fill(true);
    }
    assertThat(stage.queue.size()).isEqualTo(10);
    assertThat(stage.note.written()).isFalse();
  }

  @Test
  void a_filler_killed_while_it_publishes_again_is_made_up_for() {
    try (JobSession session = stage.open("a")) {
      stage.filler(session, Stage.input(10)).fill(true);
    }
    stage.queue.admin().delete();
    try (JobSession session = stage.open("b")) {
      Filler killed =
          new Filler(
              session,
              stage.access(),
              Stage.input(10),
              stage.note,
              Stage.stopAfter(3),
              stage.notices::add);
      assertThatThrownBy(() -> killed.fill(true)).isInstanceOf(StoppedException.class);
    }
    try (JobSession session = stage.open("c")) {
      stage.filler(session, Stage.input(10)).fill(true);
    }
    assertThat(stage.queue.size()).as("the four of the killed one, and all ten").isEqualTo(14);
  }

  @Test
  void a_mark_that_a_crash_of_redis_took_back_is_set_again_before_the_seal() {
    try (JobSession session = stage.open("a")) {
      boolean[] crashed = {false};
      Filler filler =
          new Filler(
              session,
              stage.access(),
              Stage.input(2_500),
              stage.note,
              duration -> {
                if (stage.queue.size() == 2_500 && !crashed[0]) {
                  crashed[0] = true;
                  stage.server.crash();
                }
                return true;
              },
              stage.notices::add);
      filler.fill(true);
      assertThat(crashed[0]).isTrue();
    }
    assertThat(stage.server.state().total()).isEqualTo(2_500);
    assertThat(stage.server.state().mark()).isEqualTo(2_500);
  }

  @Test
  void a_lost_connection_to_the_broker_loses_no_item() {
    try (JobSession session = stage.open("a")) {
      boolean[] cut = {false};
      Filler filler =
          new Filler(
              session,
              stage.access(),
              Stage.input(50),
              stage.note,
              duration -> {
                if (stage.queue.size() == 20 && !cut[0]) {
                  cut[0] = true;
                  stage.queue.cutConnections();
                }
                return true;
              },
              stage.notices::add);
      assertThat(filler.fill(true)).isEqualTo(new Filler.Filled(50, true));
    }
    assertThat(stage.queue.size()).isEqualTo(70);
    assertThat(stage.notices).hasSize(2);
  }

  @Test
  void a_second_coordinator_waits_until_the_lead_of_a_dead_one_expires() {
    JobSession dead = stage.open("the dead one");
    stage.filler(dead, Stage.input(5)).fill(false);
    try (JobSession session = stage.open("b")) {
      stage.filler(session, Stage.input(5)).fill(true);
    }
    assertThat(stage.notices).singleElement().asString().contains("is led by the dead one");
    assertThat(stage.server.state().total()).isEqualTo(5);
  }

  @Test
  void a_ledger_that_lost_the_job_is_an_error_not_a_new_job() {
    try (JobSession session = stage.open("a")) {
      Filler filler = stage.filler(session, Stage.input(5));
      stage.server.replace(LedgerState.NOTHING);
      assertThatThrownBy(() -> filler.fill(true))
          .isInstanceOfSatisfying(
              GleanerException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.PERMANENT))
          .hasMessageContaining("gone from the ledger");
    }
  }
}
