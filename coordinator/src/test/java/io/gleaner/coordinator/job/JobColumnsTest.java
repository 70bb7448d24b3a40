package io.gleaner.coordinator.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JobColumnsTest {
  @ParameterizedTest(name = "{1}")
  @MethodSource
  void completions(JobSpec spec, String expected) {
    assertThat(JobColumns.completions(spec, JobStatus.NEW)).isEqualTo(expected);
  }

  static Stream<Arguments> completions() {
    return Stream.of(
        Arguments.of(new JobSpecBuilder().completions(8).parallelism(2).build(), "0/8"),
        Arguments.of(JobSpec.workQueue(4), "0/1 of 4"),
        Arguments.of(JobSpec.workQueue(1), "0/1"),
        Arguments.of(JobSpec.workQueue(0), "0/1"));
  }

  @Test
  void theStatusIsTheWordThatSaysMost() {
    JobSpec spec = new JobSpecBuilder().parallelism(2).completions(2).backoffLimit(0).build();
    Course course = Course.graceful(spec);
    assertThat(JobColumns.status(course.status(), false)).isEqualTo("Running");
    assertThat(JobColumns.status(course.status(), true)).isEqualTo("Terminating");
    course.spec(spec.withSuspend(true));
    assertThat(JobColumns.status(course.status(), false)).isEqualTo("Suspended");
    course.spec(spec).end(1, 1);
    assertThat(JobColumns.status(course.status(), false)).isEqualTo("FailureTarget");
    course.stoppedEndWith(143);
    assertThat(JobColumns.status(course.status(), true)).isEqualTo("Failed");
    Course waiting = Course.graceful(spec).stopOldest();
    assertThat(JobColumns.status(waiting.status(), false)).isEqualTo("FailureTarget");
    Course done = Course.graceful(JobSpec.workQueue(2)).end(1, 0);
    done.spec(JobSpec.workQueue(2).withSuspend(true));
    assertThat(JobColumns.status(done.status(), false)).isEqualTo("SuccessCriteriaMet");
    done.stoppedEndWith(75);
    assertThat(JobColumns.status(done.status(), false)).isEqualTo("Complete");
  }
}
