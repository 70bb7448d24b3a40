package io.gleaner.worker.handler.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Programs that have no item, and stay. */
class RestingGroupTest extends GuardCase {
  @Test
  void aGroupThatRestsIsSparedAtTheDeadlineAndDiesWithTheWorker() throws Exception {
    try (HandlerGuard guard = HandlerGuard.start(id)) {
      Process works = group();
      Process rests = group();
      Process again = group();
      for (Process each : List.of(works, rests, again)) {
        guard.add((int) each.pid());
      }
      guard.rest((int) rests.pid());
      guard.rest((int) again.pid());
      guard.add((int) again.pid());
      guard.deadlineIn(Duration.ofMillis(10));
      Looks.awaitEnd(List.of(works.pid(), again.pid()));
      assertThat(Looks.runs(rests.pid())).isTrue();

      // Not over when the next guard starts: it would kill the witness before it is a group.
      guard.deadlineIn(Duration.ofHours(1));
      long before = guard.pid();
      Looks.signal("KILL", before);
      await().until(() -> guard.pid() != before && Looks.runs(guard.pid()));
      Process witness = group();
      guard.add((int) witness.pid());
      guard.deadlineIn(Duration.ofMillis(10));
      Looks.awaitEnd(List.of(witness.pid()));
      assertThat(Looks.runs(rests.pid())).as("another guard is told, too").isTrue();
      guard.close();
      Looks.awaitEnd(List.of(rests.pid()));
    }
  }

  private Process group() throws Exception {
    ProcessBuilder builder = new ProcessBuilder("setsid", "sleep", "1000");
    builder.environment().put("GLEANER_WORKER", id);
    Process started = builder.start();
    workers.add(started);
    await().until(() -> Looks.field(started.pid(), 2).equals(Long.toString(started.pid())));
    return started;
  }
}
