package io.gleaner.coordinator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.ledger.JobSummary;
import io.gleaner.ledger.LedgerRequest;
import io.gleaner.ledger.Phase;
import org.junit.jupiter.api.Test;

/** The end is behind a barrier before {@code wait} or {@code run} exits with it. */
class DurableEndTest {
  private final Stage stage = new Stage();

  @Test
  void whoWatchesDoesNotTellAnEndThatACrashTakesBack() {
    JobSession session = stage.open("watcher");
    endsAndIsLost(session);
    JobSummary end = new JobWatch(session, stage.pacing(), seen -> {}).awaitEnd();
    assertThat(end.view().reason()).isEqualTo("second");
  }

  @Test
  void aVerdictThatACrashTakesBackIsAskedForAgain() {
    JobSession session = stage.open("run");
    endsAndIsLost(session);
    assertThat(session.summary().view().phase()).isEqualTo(Phase.FAILED);
    assertThat(session.durably(session::summary).view().reason()).isEqualTo("second");
  }

  /** The Job fails; before a barrier has made that durable, Redis loses it, and it fails anew. */
  private void endsAndIsLost(JobSession session) {
    session.durably(session::summary);
    fail(session, "first");
    stage.server.breakBarriers(true);
    stage.onPause =
        () -> {
          stage.onPause = () -> {};
          stage.server.crash();
          stage.server.breakBarriers(false);
          fail(stage.attach("somebody"), "second");
        };
  }

  private static void fail(JobSession session, String reason) {
    session.asLeader(token -> new LedgerRequest.Fail(token, reason));
  }
}
