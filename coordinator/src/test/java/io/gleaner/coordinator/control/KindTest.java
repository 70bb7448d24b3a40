package io.gleaner.coordinator.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class KindTest {
  @Test
  void kindsAreNamedAsKubectlNamesThem() {
    assertThat(Kind.named("jobs")).contains(Kind.JOB);
    assertThat(Kind.named("Job")).contains(Kind.JOB);
    assertThat(Kind.named("job.batch")).contains(Kind.JOB);
    assertThat(Kind.named("cj")).contains(Kind.CRON_JOB);
    assertThat(Kind.named("workqueuejobs.gleaner.io")).contains(Kind.WORK_QUEUE_JOB);
    assertThat(Kind.named("pods")).isEmpty();
    assertThat(Kind.ofManifest("CronJob")).contains(Kind.CRON_JOB);
    assertThat(Kind.ofManifest("cronjob")).isEmpty();
    assertThat(new ObjectKey(Kind.CRON_JOB, "hello")).hasToString("cronjob.batch/hello");
  }
}
