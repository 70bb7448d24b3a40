package io.gleaner.coordinator.display;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.coordinator.control.WorkerRecord.Phase;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What is shown, to the letter. */
@NullMarked
class GetTablesTest {
  @Test
  void jobs_are_shown_as_kubectl_get_jobs_shows_them() {
    Table table =
        Tables.jobs(List.of(Shown.of(Examples.pi()), Shown.of(Examples.queue())), Examples.NOW);
    assertThat(table.text(true, false, ""))
        .isEqualTo(
            """
            NAME              STATUS     COMPLETIONS   DURATION   AGE
            pi                Complete   1/1           65s        90s
            queue-of-thumbs   Running    0/1 of 4      90s        90s
            """);
    assertThat(table.text(false, true, "job.batch/").lines().findFirst())
        .hasValue(
            "job.batch/pi                Complete   1/1        65s   90s   pi    perl:5.34.0  "
                + " batch.kubernetes.io/controller-uid=uid-pi");
  }

  @Test
  void rows_of_a_watch_keep_the_columns() {
    Table both =
        Tables.jobs(List.of(Shown.of(Examples.pi()), Shown.of(Examples.queue())), Examples.NOW);
    Table one = Tables.jobs(List.of(Shown.of(Examples.pi())), Examples.NOW.plusSeconds(60));
    assertThat(one.textAfter(both, false))
        .isEqualTo("pi                Complete   1/1           65s        2m30s\n");
  }

  @Test
  void cron_jobs_are_shown_with_their_last_schedule() {
    assertThat(
            Tables.cronJobs(List.of(Shown.of(Examples.hello())), Examples.NOW)
                .text(true, false, ""))
        .isEqualTo(
            """
            NAME    SCHEDULE    TIMEZONE   SUSPEND   ACTIVE   LAST SCHEDULE   AGE
            hello   * * * * *   <none>     False     1        60s             90s
            """);
  }

  @Test
  void workers_are_shown_as_pods() {
    Table table =
        Tables.workers(
            List.of(
                Examples.worker(Examples.pi(), "aaaaa", Phase.RUNNING, Examples.run(null)),
                Examples.worker(Examples.pi(), "bbbbb", Phase.BACKING_OFF, Examples.run(1)),
                Examples.worker(Examples.pi(), "ccccc", Phase.SUCCEEDED, Examples.run(0)),
                Examples.worker(Examples.pi(), "ddddd", Phase.RUNNING, Examples.run(null))
                    .stopping(Examples.NOW)),
            Examples.NOW);
    assertThat(table.text(true, false, ""))
        .isEqualTo(
            """
            NAME       READY   STATUS             RESTARTS      AGE
            pi-aaaaa   1/1     Running            0             85s
            pi-bbbbb   0/1     CrashLoopBackOff   2 (25s ago)   85s
            pi-ccccc   0/1     Completed          0             85s
            pi-ddddd   1/1     Terminating        0             85s
            """);
  }

  @Test
  void a_tree_is_drawn_with_the_workers_below_their_jobs() {
    Shown cron = Shown.of(Examples.hello());
    Shown job = Shown.of(Examples.owned(Examples.pi(), Examples.hello()));
    Shown other = Shown.of(Examples.owned(Examples.queue(), Examples.hello()));
    assertThat(
            Tree.of(
                cron,
                List.of(job, other),
                List.of(Examples.worker(job.stored(), "ccccc", Phase.SUCCEEDED, Examples.run(0))),
                Examples.NOW))
        .isEqualTo(
            """
            NAME                            READY  REASON        STATUS     AGE
            CronJob/hello                   -                               90s
            ├─Job/pi                        -                    Complete   90s
            │ └─Worker/pi-ccccc             False  PodCompleted  Completed  85s
            └─WorkQueueJob/queue-of-thumbs  -                    Running    90s
            """);
  }

  @Test
  void a_job_is_described_in_the_layout_of_kubectl() {
    assertThat(
            Description.job(Shown.of(Examples.pi()), Examples.told(), ZoneOffset.UTC, Examples.NOW))
        .isEqualTo(
            """
            Name:             pi
            Selector:         batch.kubernetes.io/controller-uid=uid-pi
            Labels:           a=b
            Annotations:      <none>
            Parallelism:      1
            Completions:      1
            Completion Mode:  NonIndexed
            Suspend:          false
            Backoff Limit:    4
            Start Time:       Mon, 02 Mar 2026 10:28:30 +0000
            Completed At:     Mon, 02 Mar 2026 10:29:35 +0000
            Duration:         65s
            Pods Statuses:    0 Active (0 Ready) / 1 Succeeded / 0 Failed
            Pod Template:
              Labels:  <none>
              Containers:
               pi:
                Image:  perl:5.34.0
                Command:
                  perl
                  -wle
                  print 3
                Environment:  <none>
            Conditions:
              Type      Status  Reason              Message
              Complete  True    CompletionsReached  Reached expected number of succeeded pods
            Events:
              Type     Reason            Age                From            Message
              ----     ------            ----               ----            -------
              Normal   SuccessfulCreate  90s                job-controller  Created pod: pi-x
              Warning  FailedCreate      25s (x3 over 60s)  job-controller  Error creating: no
            """);
  }

  @Test
  void a_cron_job_and_a_worker_are_described() {
    assertThat(
            Description.cronJob(
                Shown.of(Examples.hello()), List.of(), ZoneOffset.UTC, Examples.NOW))
        .contains("Schedule:                      * * * * *\n")
        .contains("Starting Deadline Seconds:     <unset>\n")
        .endsWith(
            """
            Last Schedule Time:  Mon, 02 Mar 2026 10:29:00 +0000
            Active Jobs:         hello-1
            Events:              <none>
            """);
    assertThat(
            Description.worker(
                Examples.worker(Examples.pi(), "x", Phase.FAILED, Examples.run(3)), ZoneOffset.UTC))
        .isEqualTo(
            """
            Name:           pi-x
            Node:           here
            Start Time:     Mon, 02 Mar 2026 10:28:35 +0000
            Status:         Error
            Controlled By:  Job/pi
            Log File:       /logs/x
            Containers:
              worker:
                Process ID:     4711
                State:          Terminated
                  Reason:       Error
                  Exit Code:    3
                  Started:      Mon, 02 Mar 2026 10:28:40 +0000
                  Finished:     Mon, 02 Mar 2026 10:29:35 +0000
                Ready:          False
                Restart Count:  0
            """);
  }

  @Test
  void an_object_is_shown_as_yaml_without_what_only_the_controller_needs() {
    assertThat(YamlText.of(Shown.of(Examples.pi()).json()))
        .startsWith(
            """
            apiVersion: batch/v1
            kind: Job
            metadata:
              creationTimestamp: "2026-03-02T10:28:30Z"
              generation: 1
              labels:
                a: b
              name: pi
              resourceVersion: "7"
              uid: uid-pi
            spec:
              backoffLimit: 4
              template:
                spec:
                  containers:
                  - command:
                    - perl
                    - "-wle"
                    - "print 3"
                    image: "perl:5.34.0"
                    name: pi
            """)
        .doesNotContain("settled");
  }
}
