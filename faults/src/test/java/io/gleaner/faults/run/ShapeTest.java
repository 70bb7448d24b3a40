package io.gleaner.faults.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShapeTest {
  @Test
  void items_that_never_succeed_come_in_every_third_run_and_end_in_each_way() {
    List<Deaths> seen = new ArrayList<>();
    for (int run = 0; run < 12; run++) {
      seen.add(Shape.of(run, 1, 60, 3_000).deaths());
    }
    assertThat(seen.subList(0, 3)).containsExactly(Deaths.NONE, Deaths.TOLERATED, Deaths.NONE);
    assertThat(seen).contains(Deaths.values());
  }

  @Test
  void one_kills_its_worker_every_time_others_fail_every_time_or_at_once() {
    Shape shape = Shape.of(1, 1, 60, 3_000);
    assertThat(shape.doomed()).isEqualTo(Set.of(5, 15, 25, 55));
    List<Shape.Item> items = shape.list(1);
    assertThat(items.get(5).flavour()).isEqualTo("deadly");
    assertThat(items.get(15).flavour()).isEqualTo("failing");
    assertThat(items.get(25).flavour()).isEqualTo("hopeless");
  }

  @Test
  void an_item_that_kills_its_worker_every_time_has_no_neighbours() {
    assertThat(Shape.of(1, 1, 60, 3_000).concurrency()).isEqualTo(1);
    assertThat(Shape.of(1, 1, 60, 3_000).maxAttempts()).isEqualTo(8);
    assertThat(Shape.of(0, 1, 60, 3_000).doomed()).isEmpty();
  }

  @Test
  void every_sixth_run_is_of_many_brief_items_and_some_that_kill_their_workers() {
    Shape shape = Shape.of(3, 1, 60, 3_000);
    assertThat(shape.brief()).isTrue();
    assertThat(shape.items()).isEqualTo(480);
    assertThat(shape.list(1)).filteredOn(item -> item.flavour().equals("brief")).hasSize(476);
    assertThat(shape.list(1)).filteredOn(item -> item.flavour().equals("suicide")).hasSize(2);
    assertThat(Shape.of(0, 1, 60, 3_000).brief()).isFalse();
  }

  @Test
  void every_second_run_of_few_items_speculates() {
    assertThat(IntStream.range(0, 12).filter(run -> Shape.of(run, 1, 60, 3_000).speculates()))
        .containsExactly(5, 11)
        .allMatch(run -> Shape.of(run, 1, 60, 3_000).sparse());
  }
}
