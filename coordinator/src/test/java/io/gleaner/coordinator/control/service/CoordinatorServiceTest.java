package io.gleaner.coordinator.control.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.coordinator.control.Deletion;
import io.gleaner.coordinator.control.Kind;
import io.gleaner.coordinator.control.ObjectKey;
import io.gleaner.coordinator.control.StoredObject;
import io.gleaner.coordinator.control.WorkerRecord;
import io.gleaner.coordinator.control.WorkerRecord.Phase;
import io.gleaner.coordinator.job.ConditionType;
import java.time.Duration;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class CoordinatorServiceTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private final Town town = new Town();

  @Test
  void aJobRunsToItsEnd() {
    ObjectKey job = town.job("pi", "\"completions\": 3, \"parallelism\": 2");

    assertThat(town.running()).hasSize(2);
    assertThat(town.running().get(0).name()).matches("pi-[bcdfghjklmnpqrstvwxz2456789]{5}");
    assertThat(town.status(job).active()).isEqualTo(2);

    town.end(town.running().get(0), 0);
    assertThat(town.running()).hasSize(2);
    town.running().forEach(worker -> town.end(worker, 0));

    assertThat(town.status(job).is(ConditionType.COMPLETE)).isTrue();
    assertThat(town.status(job).succeeded()).isEqualTo(3);
    assertThat(town.workers()).as("stay to be read").hasSize(3);
    assertThat(town.runner.runs).hasSize(3);
  }

  @Test
  void aJobsCourseIsToldAsKubernetesTellsIt() {
    ObjectKey job = town.job("pi", "\"completions\": 2, \"suspend\": true");
    town.change(job, object -> town.spec(object, "suspend", "false"));
    String first = town.running().get(0).name();
    town.change(job, object -> town.spec(object, "suspend", "true"));
    town.end(town.running().get(0), 143);
    town.change(job, object -> town.spec(object, "suspend", "false"));
    String second = town.running().get(0).name();
    town.pass(SECOND);
    town.end(town.running().get(0), 0);
    String third = town.running().get(0).name();
    town.end(town.running().get(0), 0);

    assertThat(town.told(job))
        .containsExactlyInAnyOrder(
            "Normal Suspended x2 job-controller: Job suspended",
            "Normal Resumed x2 job-controller: Job resumed",
            "Normal SuccessfulCreate x1 job-controller: Created pod: " + first,
            "Normal SuccessfulDelete x1 job-controller: Deleted pod: " + first,
            "Normal SuccessfulCreate x1 job-controller: Created pod: " + second,
            "Normal SuccessfulCreate x1 job-controller: Created pod: " + third,
            "Normal Completed x1 job-controller: Job completed")
        .endsWith("Normal Completed x1 job-controller: Job completed");
  }

  @Test
  void whyAJobFailedIsToldAsAWarning() {
    ObjectKey job = town.job("pi", "\"backoffLimit\": 0");
    town.end(town.running().get(0), 1);
    assertThat(town.told(job))
        .endsWith(
            "Warning BackoffLimitExceeded x1 job-controller: Job has reached the specified"
                + " backoff limit");

    ObjectKey late = town.job("late", "\"activeDeadlineSeconds\": 5");
    town.pass(Duration.ofSeconds(5));
    town.running().forEach(worker -> town.end(worker, 143));
    assertThat(town.told(late))
        .endsWith(
            "Warning DeadlineExceeded x1 job-controller: Job was active longer than specified"
                + " deadline");
  }

  @Test
  void aWorkerOfAnIndexedJobIsNamedByItsIndex() {
    town.job("pi", "\"completions\": 2, \"parallelism\": 2, \"completionMode\": \"Indexed\"");

    assertThat(town.running()).extracting(w -> w.place().index()).containsExactly(0, 1);
    assertThat(town.running().get(1).name()).startsWith("pi-1-");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aCoordinatorMayDieAtAnyPointAndNoWorkerIsDoubledOrLost(boolean afterTheAct) {
    int kills = 0;
    for (int acts = 1; acts < 200; acts++) {
      Town one = new Town();
      CrashingStores crash = new CrashingStores(acts, afterTheAct);
      one.replaceBy(crash);
      ObjectKey job = new ObjectKey(Kind.JOB, "pi");
      boolean killed = false;
      try {
        one.job("pi", "\"completions\": 3, \"parallelism\": 2");
        finish(one, job);
      } catch (CrashingStores.Killed e) {
        killed = true;
        kills++;
        one.replaceBy(new CrashingStores(Integer.MAX_VALUE, false));
        one.settle();
        finish(one, job);
      }
      assertThat(one.status(job).succeeded()).as("killed at act %d", acts).isEqualTo(3);
      assertThat(one.runner.runs).as("killed at act %d", acts).hasSize(3);
      assertThat(one.workers()).as("killed at act %d", acts).hasSize(3);
      if (!killed) {
        break;
      }
    }
    assertThat(kills).isGreaterThan(10);
  }

  private static void finish(Town town, ObjectKey job) {
    for (int i = 0; i < 10 && !town.status(job).isFinished(); i++) {
      assertThat(town.running()).hasSizeLessThanOrEqualTo(2);
      town.running().forEach(worker -> town.end(worker, 0));
    }
  }

  @Test
  void aSuspendedJobsWorkersAreStoppedAndForgotten() {
    ObjectKey job = town.job("pi", "");
    WorkerRecord worker = town.running().get(0);

    town.change(job, object -> suspend(object, true));
    assertThat(town.runner.stopped).containsExactly(worker.uid());
    town.end(worker, 143);

    assertThat(town.workers()).isEmpty();
    assertThat(town.runner.forgotten).containsExactly(worker.uid());
    assertThat(town.status(job).is(ConditionType.SUSPENDED)).isTrue();
    assertThat(town.status(job).failed()).isZero();

    town.change(job, object -> suspend(object, false));
    assertThat(town.running()).hasSize(1);
  }

  @Test
  void aWorkerThatDoesNotStopIsKilledAfterItsGracePeriod() {
    ObjectKey job = town.job("pi", "");
    town.change(job, object -> suspend(object, true));

    town.pass(Duration.ofSeconds(29));
    assertThat(town.runner.killed).isEmpty();
    town.pass(SECOND);

    assertThat(town.runner.killed).hasSize(1);
    assertThat(town.workers()).isEmpty();
  }

  @Test
  void aProgramIsRestartedInPlace() {
    ObjectKey job = town.job("pi", "OnFailure");
    WorkerRecord first = town.running().get(0);

    town.end(first, 1);
    WorkerRecord second = town.running().get(0);
    assertThat(second.uid()).isEqualTo(first.uid());
    assertThat(second.restarts()).as("the first one at once").isEqualTo(1);

    town.end(second, 1);
    assertThat(town.workers().get(0).phase()).isEqualTo(Phase.BACKING_OFF);
    town.pass(Duration.ofSeconds(9));
    assertThat(town.running()).isEmpty();
    town.pass(SECOND);
    assertThat(town.running().get(0).restarts()).isEqualTo(2);

    town.end(town.running().get(0), 0);
    assertThat(town.status(job).is(ConditionType.COMPLETE)).isTrue();
  }

  @Test
  void aLostWorkerFails() {
    ObjectKey job = town.job("pi", "\"backoffLimit\": 0");

    town.runner.end(town.running().get(0), null);
    town.settle();

    assertThat(town.status(job).is(ConditionType.FAILED)).isTrue();
    assertThat(town.workers().get(0).phase()).isEqualTo(Phase.FAILED);
  }

  @Test
  void aWorkerWhoseTracesAreGoneIsNotStartedAgain() {
    ObjectKey job = town.job("pi", "\"backoffLimit\": 0");

    town.runner.runs.clear();
    town.settle();

    assertThat(town.status(job).is(ConditionType.FAILED)).isTrue();
    assertThat(town.runner.runs).isEmpty();
  }

  @Test
  void aFinishedJobGoesWithItsWorkersWhenItsTimeIsOver() {
    ObjectKey job = town.job("pi", "\"ttlSecondsAfterFinished\": 100");
    WorkerRecord worker = town.running().get(0);
    town.end(worker, 0);

    town.pass(Duration.ofSeconds(99));
    assertThat(town.store.get(job)).isPresent();
    town.pass(SECOND);

    assertThat(town.store.get(job)).isEmpty();
    assertThat(town.workers()).isEmpty();
    assertThat(town.runner.forgotten).containsExactly(worker.uid());
  }

  @Test
  void inTheForegroundTheJobGoesLast() {
    ObjectKey job = town.job("pi", "");
    WorkerRecord worker = town.running().get(0);

    town.change(job, object -> object.deleting(Deletion.Policy.FOREGROUND, town.now));
    assertThat(town.store.get(job)).isPresent();
    assertThat(town.runner.stopped).containsExactly(worker.uid());
    town.end(worker, 143);

    assertThat(town.store.get(job)).isEmpty();
    assertThat(town.workers()).isEmpty();
  }

  @Test
  void inTheBackgroundTheJobGoesFirst() {
    ObjectKey job = town.job("pi", "");
    WorkerRecord worker = town.running().get(0);

    town.change(job, object -> object.deleting(Deletion.Policy.BACKGROUND, town.now));
    assertThat(town.store.get(job)).isEmpty();
    assertThat(town.runner.stopped).containsExactly(worker.uid());
    town.end(worker, 143);

    assertThat(town.workers()).isEmpty();
  }

  @Test
  void anOrphanRunsOn() {
    ObjectKey job = town.job("pi", "");
    WorkerRecord worker = town.running().get(0);

    town.change(job, object -> object.deleting(Deletion.Policy.ORPHAN, town.now));
    assertThat(town.store.get(job)).isEmpty();
    assertThat(town.runner.stopped).isEmpty();
    town.end(worker, 0);

    assertThat(town.workers()).extracting(WorkerRecord::phase).containsExactly(Phase.SUCCEEDED);
  }

  @Test
  void anObjectThatCannotBeReadHoldsUpNoOther() {
    town.apply(new ObjectKey(Kind.JOB, "a"), "{\"spec\": {\"parallelism\": \"x\"}}");
    town.job("pi", "");

    assertThat(town.running()).hasSize(1);
    assertThat(town.said).hasSize(1);
    assertThat(town.said.get(0)).contains("job.batch/a", "spec.parallelism");
  }

  @Test
  void onlyTheLeaderActs() {
    town.settle();
    CoordinatorService other = town.coordinator();

    other.tick();

    assertThat(other.isLeader()).isFalse();
    assertThat(town.said).singleElement().asString().contains("coordinator 1");
  }

  private static StoredObject suspend(StoredObject job, boolean suspend) {
    String manifest =
        job.manifest()
            .replace("\"suspend\": true, ", "")
            .replace("\"spec\": {\"t", "\"spec\": {\"suspend\": %s, \"t".formatted(suspend));
    return job.withManifest(
        suspend ? manifest : manifest.replace("\"suspend\": false, ", ""), true);
  }
}
