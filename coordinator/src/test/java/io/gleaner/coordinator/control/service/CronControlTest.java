package io.gleaner.coordinator.control.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.coordinator.control.Deletion;
import io.gleaner.coordinator.control.Kind;
import io.gleaner.coordinator.control.ObjectKey;
import io.gleaner.coordinator.control.StoredObject;
import io.gleaner.coordinator.cron.CronJobStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class CronControlTest {
  private static final ObjectKey HELLO = new ObjectKey(Kind.CRON_JOB, "hello");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final String MANIFEST =
      """
      {"spec": {"schedule": "* * * * *", "jobTemplate": {
        "metadata": {"labels": {"a": "b"}},
        "spec": {"template": {"spec": {"restartPolicy": "Never",
          "containers": [{"name": "c", "command": ["true"]}]}}}}}}
      """;

  @Test
  void aJobIsCreatedOnTheMinute() {
    Town town = new Town();
    town.apply(HELLO, MANIFEST);
    assertThat(jobs(town)).isEmpty();

    town.pass(Duration.ofSeconds(31));

    StoredObject job = jobs(town).get(0);
    assertThat(job.key().name()).isEqualTo("hello-" + town.now.getEpochSecond() / 60);
    assertThat(job.belongsTo(town.store.get(HELLO).orElseThrow())).isTrue();
    assertThat(job.manifest())
        .contains("\"parallelism\":1", "\"completions\":1")
        .contains("\"a\":\"b\"", "cronjob-scheduled-timestamp\":\"2026-03-01T10:01:00Z");
    assertThat(status(town).active()).containsExactly(job.key().name());
    assertThat(status(town).lastScheduleTime()).isEqualTo(Instant.parse("2026-03-01T10:01:00Z"));
    assertThat(town.running()).hasSize(1);

    town.end(town.running().get(0), 0);
    assertThat(status(town).active()).isEmpty();
    assertThat(status(town).lastSuccessfulTime()).isNotNull();
  }

  @Test
  void onlyTheLimitOfEndedJobsIsKept() {
    Town town = new Town();
    town.apply(HELLO, MANIFEST);

    for (int i = 0; i < 6; i++) {
      town.pass(MINUTE);
      town.running().forEach(worker -> town.end(worker, 0));
    }

    assertThat(jobs(town)).hasSize(3);
    assertThat(town.workers()).hasSize(3);
  }

  @Test
  void whatIsDoneIsTold() {
    Town town = new Town();
    town.apply(HELLO, MANIFEST.replace("* * *\",", "* * *\", \"concurrencyPolicy\": \"Forbid\","));
    town.pass(MINUTE);
    String job = jobs(town).get(0).key().name();
    town.pass(MINUTE);
    town.running().forEach(worker -> town.end(worker, 0));

    assertThat(town.told(HELLO))
        .contains(
            "Normal SuccessfulCreate x1 cronjob-controller: Created job " + job,
            "Normal SawCompletedJob x1 cronjob-controller: Saw completed job: "
                + job
                + ", condition: Complete")
        .anyMatch(line -> line.startsWith("Normal JobAlreadyActive x"));
  }

  @Test
  void itsJobsGoWithItOrStay() {
    Town town = new Town();
    town.apply(HELLO, MANIFEST);
    town.pass(MINUTE);
    town.change(HELLO, object -> object.deleting(Deletion.Policy.ORPHAN, town.now));
    assertThat(town.store.get(HELLO)).isEmpty();
    assertThat(jobs(town)).extracting(StoredObject::owner).containsOnlyNulls().hasSize(1);

    Town other = new Town();
    other.apply(HELLO, MANIFEST);
    other.pass(MINUTE);
    other.change(HELLO, object -> object.deleting(Deletion.Policy.BACKGROUND, other.now));
    other.running().forEach(worker -> other.end(worker, 143));
    assertThat(jobs(other)).isEmpty();
    assertThat(other.workers()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void noScheduleIsFiredTwiceOrLostByACoordinatorThatDies(boolean afterTheAct) {
    for (int acts = 1; acts < 40; acts++) {
      Town town = new Town();
      town.apply(HELLO, MANIFEST);
      town.replaceBy(new CrashingStores(acts, afterTheAct));
      try {
        town.pass(MINUTE);
      } catch (CrashingStores.Killed e) {
        town.replaceBy(new CrashingStores(Integer.MAX_VALUE, false));
        town.settle();
      }
      assertThat(jobs(town)).as("killed at act %d", acts).hasSize(1);
      assertThat(town.runner.runs).as("killed at act %d", acts).hasSize(1);
      assertThat(status(town).active()).as("killed at act %d", acts).hasSize(1);
    }
  }

  private static List<StoredObject> jobs(Town town) {
    return town.store.list(Kind.JOB);
  }

  private static CronJobStatus status(Town town) {
    return CronStatusJson.read(Manifests.parse(town.store.get(HELLO).orElseThrow().status()));
  }
}
