package io.gleaner.coordinator.control.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.coordinator.control.Deletion;
import io.gleaner.coordinator.control.Kind;
import io.gleaner.coordinator.control.ObjectKey;
import io.gleaner.coordinator.control.StoredObject;
import io.gleaner.coordinator.control.WorkerRecord;
import io.gleaner.coordinator.control.queue.RetryRequest;
import io.gleaner.coordinator.job.ConditionType;
import io.gleaner.coordinator.job.JobCondition;
import io.gleaner.ledger.Phase;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@NullMarked
class QueueControlTest {
  private static final ObjectKey QUEUE = new ObjectKey(Kind.WORK_QUEUE_JOB, "q");
  private static final String UID = "uid of q";
  private final Town town = new Town();

  @Test
  void workersStartOnceTheQueueIsThere() {
    town.items.ready = false;
    apply("");
    assertThat(town.running()).isEmpty();

    town.items.ready = true;
    town.settle();

    assertThat(town.running()).hasSize(3);
    assertThat(town.running()).allSatisfy(w -> assertThat(w.uid()).startsWith(w.name() + "-"));
  }

  @Test
  void itIsCompleteOnceItsResultsAreCollected() {
    apply("");
    town.items.figures = FakeItems.figures(Phase.COMPLETE, "", 10, 0);
    town.running().forEach(worker -> town.end(worker, 0));

    assertThat(is(ConditionType.SUCCESS_CRITERIA_MET)).isTrue();
    assertThat(is(ConditionType.COMPLETE)).isFalse();

    town.items.settled = true;
    town.settle();

    assertThat(is(ConditionType.COMPLETE)).isTrue();
    assertThat(town.status(QUEUE).succeeded()).isEqualTo(3);
    assertThat(condition(ConditionType.COMPLETE).message()).isEqualTo("All items are done: 10");
    assertThat(stored().status()).contains("\"done\":10", "\"results\":\"/results\"");
    assertThat(town.items.released).contains(UID);
  }

  @Test
  void itFailsForTheLedgersReason() {
    apply("");
    town.items.end(Phase.FAILED, "FailedItems", 8, 2);
    town.running().forEach(worker -> town.end(worker, 3));

    JobCondition failed = condition(ConditionType.FAILED);
    assertThat(failed.reason()).isEqualTo("FailedItems");
    assertThat(failed.message()).isEqualTo("2 of 10 items failed for good");
  }

  @Test
  void aWorkersEndWaitsForTheLedgersWord() {
    apply("");
    town.items.answers = false;
    town.end(town.running().get(0), 3);
    assertThat(is(ConditionType.FAILURE_TARGET)).isFalse();

    town.items.answers = true;
    town.items.end(Phase.FAILED, "FailurePolicy", 0, 1);
    town.settle();

    assertThat(condition(ConditionType.FAILURE_TARGET).reason()).isEqualTo("FailurePolicy");
  }

  @Test
  void anExitCodeThatTheLedgerDoesNotStandByIsNoSuccess() {
    apply("");

    town.end(town.running().get(0), 0);

    assertThat(town.status(QUEUE).succeeded()).isZero();
    assertThat(town.status(QUEUE).failed()).isZero();
    assertThat(town.running()).hasSize(3);
  }

  @Test
  void aFailureOfItsWorkersIsToldToTheLedger() {
    apply("\"backoffLimit\": 0, ");
    WorkerRecord worker = town.running().get(0);

    town.end(worker, 1);

    assertThat(town.items.wish(UID).failReason()).isEqualTo("BackoffLimitExceeded");
    assertThat(town.items.wish(UID).gone()).contains(worker.uid());
    assertThat(is(ConditionType.FAILED)).as("its ledger has not ended").isFalse();
  }

  @Test
  void aDoneJobCannotFailAnyMore() {
    apply("\"backoffLimit\": 0, ");
    town.items.end(Phase.COMPLETE, "", 10, 0);

    town.running().forEach(worker -> town.end(worker, 1));

    assertThat(is(ConditionType.COMPLETE)).isTrue();
    assertThat(is(ConditionType.FAILED)).isFalse();
  }

  @Test
  void theDeadlineIsToldToTheLedger() {
    apply("\"activeDeadlineSeconds\": 60, ");

    town.pass(Duration.ofSeconds(60));

    assertThat(town.items.wish(UID).failReason()).isEqualTo("DeadlineExceeded");
  }

  @Test
  void aSuspendedJobLetsGoAndIsTakenUpAgain() {
    apply("");
    List<WorkerRecord> workers = town.running();
    town.change(QUEUE, object -> with(object, "\"suspend\": true, "));

    assertThat(town.items.wish(UID).suspended()).isTrue();
    assertThat(town.items.released).isEmpty();
    assertThat(town.runner.stopped).hasSize(3);
    workers.forEach(worker -> town.end(worker, 75));

    assertThat(is(ConditionType.SUSPENDED)).isTrue();
    assertThat(town.status(QUEUE).failed()).isZero();
    assertThat(town.status(QUEUE).startTime()).isNull();
    assertThat(town.items.released).contains(UID);
    assertThat(town.workers()).isEmpty();

    town.change(QUEUE, object -> with(object, "\"suspend\": false, "));

    assertThat(town.items.wish(UID).suspended()).isFalse();
    assertThat(town.running()).hasSize(3);
    assertThat(town.status(QUEUE).startTime()).isNotNull();
  }

  @Test
  void aJobThatIsSuspendedFromTheStartTakesNothing() {
    apply("\"suspend\": true, ");

    assertThat(town.items.wishes).isEmpty();
    assertThat(town.workers()).isEmpty();
  }

  @Test
  void parallelismChangesUpAndDown() {
    apply("");

    town.change(QUEUE, object -> with(object, "\"parallelism\": 5, "));
    assertThat(town.running()).hasSize(5);

    town.change(QUEUE, object -> with(object, "\"parallelism\": 1, "));
    assertThat(town.runner.stopped).hasSize(4);
  }

  @Test
  void retryOpensAFailedJobAgain() {
    apply("");
    town.items.end(Phase.FAILED, "FailedItems", 8, 2);
    town.running().forEach(worker -> town.end(worker, 3));
    assertThat(is(ConditionType.FAILED)).isTrue();

    town.items.settled = false;
    town.change(QUEUE, object -> object.withManifest(asking(object), false));
    RetryRequest asked = town.items.wish(UID).retry();
    assertThat(asked).isEqualTo(new RetryRequest("r1", List.of(4L)));
    town.items.figures = FakeItems.figures(Phase.ACTIVE, "", 8, 0);
    town.items.answer = new RetryRequest.Answer("r1", "1 item was put back");
    town.settle();

    assertThat(is(ConditionType.FAILED)).isFalse();
    assertThat(stored().status()).contains("\"request\":\"r1\"");
    assertThat(town.running()).hasSize(3);

    town.items.end(Phase.COMPLETE, "", 10, 0);
    town.running().forEach(worker -> town.end(worker, 0));
    assertThat(is(ConditionType.COMPLETE)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = Deletion.Policy.class,
      names = {"BACKGROUND", "FOREGROUND"})
  void aDeletedJobGoesWithItsWorkersAndAllThatItHas(Deletion.Policy policy) {
    apply("");
    List<WorkerRecord> workers = town.running();
    town.items.removable = false;

    town.change(QUEUE, object -> object.deleting(policy, town.now));
    assertThat(town.items.removed).as("workers first").isEmpty();
    workers.forEach(worker -> town.end(worker, 75));
    assertThat(town.items.removed).contains(UID);
    assertThat(town.store.get(QUEUE)).as("its ledger is not gone").isPresent();

    town.items.removable = true;
    town.settle();
    assertThat(town.store.get(QUEUE)).isEmpty();
    assertThat(town.workers()).isEmpty();
  }

  @Test
  void anOrphanedJobsItemsStay() {
    apply("");

    town.change(QUEUE, object -> object.deleting(Deletion.Policy.ORPHAN, town.now));

    assertThat(town.store.get(QUEUE)).isEmpty();
    assertThat(town.items.removed).isEmpty();
    assertThat(town.running()).hasSize(3);
  }

  @Test
  void itGoesWhenItsTimeIsOver() {
    apply("\"ttlSecondsAfterFinished\": 100, ");
    town.items.end(Phase.COMPLETE, "", 10, 0);
    town.running().forEach(worker -> town.end(worker, 0));

    town.pass(Duration.ofSeconds(100));

    assertThat(town.items.removed).contains(UID);
    assertThat(town.store.get(QUEUE)).isEmpty();
  }

  @Test
  void workersOfServersThatAreGoneAreReplacedAndCountAsNoFailure() {
    apply("\"backoffLimit\": 0, ");
    List<WorkerRecord> old = town.running();

    town.now = town.now.plusSeconds(1);
    town.items.ownSince = town.now;
    town.replaceBy(new CrashingStores(Integer.MAX_VALUE, false));
    town.settle();
    // What was killed has ended at the next look.
    town.settle();

    assertThat(town.runner.killed)
        .containsExactlyInAnyOrderElementsOf(old.stream().map(WorkerRecord::uid).toList());
    assertThat(town.running()).hasSize(3).doesNotContainAnyElementsOf(old);
    assertThat(town.status(QUEUE).failed()).isZero();
  }

  @Test
  void aJobThatBlocksHoldsUpNoOther() {
    town.items.ready = false;
    town.items.figures = null;
    town.items.trouble = "The broker does not answer";
    apply("");
    town.job("pi", "");

    assertThat(town.running()).extracting(w -> w.owner().key().name()).containsExactly("pi");
    assertThat(stored().status()).contains("The broker does not answer");
  }

  private void apply(String spec) {
    town.apply(QUEUE, FakeItems.manifest(spec));
  }

  private static StoredObject with(StoredObject object, String spec) {
    return object.withManifest(FakeItems.manifest(spec), true);
  }

  private static String asking(StoredObject object) {
    return object
        .manifest()
        .replace("\"name\": \"q\"}", "\"annotations\": {\"gleaner.io/retry\": \"r1 4\"}}");
  }

  private StoredObject stored() {
    return town.store.get(QUEUE).orElseThrow();
  }

  private boolean is(ConditionType type) {
    return town.status(QUEUE).is(type);
  }

  private JobCondition condition(ConditionType type) {
    return town.status(QUEUE).condition(type).orElseThrow();
  }
}
