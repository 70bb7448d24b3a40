package io.gleaner.worker.state;

import static io.gleaner.worker.state.Fault.CRASH;
import static io.gleaner.worker.state.Fault.CUT;
import static io.gleaner.worker.state.Fault.DELETE;
import static io.gleaner.worker.state.Fault.EARLY_EXPIRY;
import static io.gleaner.worker.state.Fault.FAIL;
import static io.gleaner.worker.state.Fault.FAILURE;
import static io.gleaner.worker.state.Fault.FILLER_CRASH;
import static io.gleaner.worker.state.Fault.FREEZE;
import static io.gleaner.worker.state.Fault.HASTY_SEAL;
import static io.gleaner.worker.state.Fault.LEAD_LOST;
import static io.gleaner.worker.state.Fault.OLD_COPY;
import static io.gleaner.worker.state.Fault.REDELIVERY;
import static io.gleaner.worker.state.Fault.RESUME;
import static io.gleaner.worker.state.Fault.RETRY;
import static io.gleaner.worker.state.Fault.REVOKE;
import static io.gleaner.worker.state.Fault.ROLLBACK;
import static io.gleaner.worker.state.Fault.STOP;
import static io.gleaner.worker.state.Fault.SUSPEND;
import static io.gleaner.worker.state.Fault.SYNC;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Explores every interleaving of the real pure functions, for small cases, with faults, and checks
 * every invariant of the design in every state.
 */
class ProtocolModelTest {
  /** What every build explores. */
  static Stream<Setup> cases() {
    return Stream.of(
        // Filling and draining overlap.
        Setup.of(2).overlapping(),
        Setup.of(1, HASTY_SEAL).overlapping(),
        Setup.of(1, ROLLBACK, FILLER_CRASH).overlapping(),
        // Two fillers: both may publish at once, one leads at a time.
        Setup.of(1, LEAD_LOST, FILLER_CRASH).fillers(2).overlapping(),
        Setup.of(1, ROLLBACK).workers(1).fillers(2).overlapping(),
        // One item, and what can happen to it.
        Setup.of(1, EARLY_EXPIRY, REDELIVERY, CUT),
        Setup.of(1, STOP, FAILURE, CRASH),
        Setup.of(1, ROLLBACK, REDELIVERY, FAILURE),
        Setup.of(1, ROLLBACK, FREEZE),
        Setup.of(1, ROLLBACK, EARLY_EXPIRY, REDELIVERY),
        Setup.of(1, CRASH, REDELIVERY, CUT).attempts(1),
        // Dead letters are put back, and the ended Job reopens.
        Setup.of(1, FAILURE, RETRY, FREEZE).attempts(1).relaunching(),
        Setup.of(1, FAILURE, RETRY, ROLLBACK).attempts(1).relaunching(),
        Setup.of(1, FAILURE, RETRY, EARLY_EXPIRY, REDELIVERY).attempts(1).relaunching(),
        Setup.of(1, FAILURE, RETRY, FILLER_CRASH, LEAD_LOST).attempts(1).relaunching(),
        Setup.of(2, FAILURE, RETRY, REDELIVERY).workers(1).slots(3).attempts(1).relaunching(),
        // Redis comes back with a copy from before its last sync.
        Setup.of(1, OLD_COPY, CRASH, REDELIVERY),
        // The Job is suspended and resumed.
        Setup.of(1, SUSPEND, RESUME, ROLLBACK).relaunching(),
        Setup.of(1, SUSPEND, RESUME, FREEZE).relaunching(),
        // The Job's time is over, or a coordinator fails it.
        Setup.of(1, FREEZE, FAILURE).deadline(12),
        Setup.of(1, ROLLBACK, CRASH).deadline(12),
        Setup.of(1, SUSPEND, RESUME, CRASH).deadline(12).relaunching(),
        Setup.of(1, FAIL, ROLLBACK, REDELIVERY),
        // Batches: a crash in the middle of one, what was not started, a frozen worker's.
        Setup.of(2, CRASH).ahead(1).attempts(1),
        Setup.of(2, STOP, REDELIVERY).workers(1).ahead(1),
        Setup.of(2, FREEZE).ahead(1),
        Setup.of(2, CRASH, FAILURE).ahead(1).attempts(2),
        // Redis restarts in the middle of a batch; an answer for a batch is lost with it.
        Setup.of(2, ROLLBACK).workers(1).ahead(1),
        Setup.of(3, ROLLBACK, REDELIVERY).workers(1).ahead(2).itemsAlike(),
        Setup.of(2, ROLLBACK, REDELIVERY, CUT).workers(1).ahead(1),
        Setup.of(2, ROLLBACK, CRASH).ahead(1).itemsAlike(),
        // An idle worker starts what runs long a second time.
        Setup.of(1, REDELIVERY, CUT).speculating(),
        Setup.of(1, CRASH, FAILURE).attempts(2).speculating().relaunching(),
        Setup.of(1, FREEZE).speculating(),
        Setup.of(1, STOP, FAILURE).speculating(),
        Setup.of(1, ROLLBACK).speculating(),
        Setup.of(1, EARLY_EXPIRY).speculating(),
        Setup.of(1, SUSPEND, RESUME).speculating().relaunching(),
        // Several items.
        Setup.of(2, CRASH, FREEZE, REDELIVERY),
        Setup.of(3, ROLLBACK, FREEZE, REDELIVERY).itemsAlike().deep(17));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyInvariantHolds(Setup setup) {
    explore(setup);
  }

  /** What takes minutes each. */
  static Stream<Setup> deepCases() {
    return Stream.of(
        // A failed Job reopens, an ended one is deleted.
        Setup.of(1, FAIL, RETRY, FREEZE).relaunching(),
        Setup.of(1, DELETE, FREEZE, CUT),
        Setup.of(1, DELETE, ROLLBACK),
        // A launcher revokes what a dead worker had.
        Setup.of(2, CRASH, REVOKE, REDELIVERY),
        Setup.of(1, CRASH, REVOKE, ROLLBACK),
        Setup.of(1, ROLLBACK, FREEZE, SYNC),
        Setup.of(1, ROLLBACK, ROLLBACK, REDELIVERY, FAILURE),
        Setup.of(1, FAILURE, RETRY, ROLLBACK, FREEZE).attempts(1).relaunching().deep(24),
        Setup.of(2, FAILURE, RETRY, ROLLBACK).workers(1).slots(3).attempts(1).relaunching(),
        Setup.of(2, ROLLBACK, EARLY_EXPIRY, CRASH),
        Setup.of(2, ROLLBACK, REDELIVERY, FREEZE).ahead(1).itemsAlike().deep(17),
        Setup.of(3, ROLLBACK, FREEZE, REDELIVERY).itemsAlike().deep(20),
        Setup.of(1, ROLLBACK, FREEZE).speculating(),
        Setup.of(1, ROLLBACK, CRASH, FAILURE).attempts(2).speculating().relaunching(),
        Setup.of(1, EARLY_EXPIRY, REDELIVERY, FAILURE).speculating(),
        Setup.of(1, CRASH, REVOKE, STOP).speculating(),
        Setup.of(1, FREEZE, FAILURE).workers(3).speculating(),
        Setup.of(2, CRASH, FREEZE).speculating());
  }

  @ParameterizedTest
  @MethodSource("deepCases")
  @EnabledIfSystemProperty(named = "gleaner.model", matches = "deep")
  void everyInvariantHoldsDeeper(Setup setup) {
    explore(setup);
  }

  /** Workers that leave after one item, and are replaced as long as the Job is open. */
  static Stream<Setup> shares() {
    return Stream.of(
        Setup.of(2, CRASH).relaunching(),
        Setup.of(2, REDELIVERY, CUT).relaunching(),
        Setup.of(2, FAILURE).attempts(1).relaunching(),
        Setup.of(1, ROLLBACK, FREEZE).relaunching());
  }

  @ParameterizedTest
  @MethodSource("shares")
  void everyInvariantHoldsWithWorkersThatLeaveAfterOneItem(Setup setup) {
    Explorer.Report report = Explorer.explore(Model.sharing(setup, 1));
    assertThat(report.violation()).as("one item a worker, %s: %s", setup, report).isNull();
  }

  private static void explore(Setup setup) {
    Explorer.Report report = Explorer.explore(Model.whole(setup));
    ModelReport.whole(setup, report);
    assertThat(report.violation()).as("%s: %s", setup, report).isNull();
  }
}
