package io.gleaner.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.coordinator.control.Deletion;
import io.gleaner.coordinator.control.Kind;
import io.gleaner.coordinator.control.LeadReply.Leading;
import io.gleaner.coordinator.control.MemoryStore;
import io.gleaner.coordinator.control.ObjectKey;
import io.gleaner.coordinator.control.StoredObject;
import io.gleaner.coordinator.control.WorkerRecord;
import io.gleaner.coordinator.job.Place;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands over what was applied, on a store in memory. */
class ControlCommandsTest {
  private static final String PI =
      """
      apiVersion: batch/v1
      kind: Job
      metadata: {name: pi}
      spec:
        template:
          spec:
            restartPolicy: Never
            containers: [{name: pi, image: perl, command: [perl]}]
      """;
  private static final String HELLO =
      """
      apiVersion: batch/v1
      kind: CronJob
      metadata: {name: hello}
      spec:
        schedule: "* * * * *"
        jobTemplate:
          spec:
            template:
              spec:
                restartPolicy: Never
                containers: [{name: hello, image: busybox, command: [date]}]
      """;

  @TempDir Path home;
  private final MemoryStore store = new MemoryStore();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void apply_says_created_then_unchanged_then_configured() {
    assertThat(run(PI, "apply", "-f", "-")).isZero();
    assertThat(run(PI, "apply", "-f", "-")).isZero();
    assertThat(run(PI.replace("spec:\n  t", "spec:\n  parallelism: 2\n  t"), "apply", "-f", "-"))
        .isZero();
    assertThat(text(out))
        .isEqualTo("job.batch/pi created\njob.batch/pi unchanged\njob.batch/pi configured\n");
    assertThat(object(Kind.JOB, "pi").generation()).isEqualTo(2);
  }

  @Test
  void what_a_command_has_set_stays_when_the_file_does_not_say_it() {
    run(PI, "apply", "-f", "-");
    assertThat(run("", "scale", "job/pi", "--parallelism", "3")).isZero();
    assertThat(run("", "suspend", "job", "pi")).isZero();
    out.reset();
    run(PI, "apply", "-f", "-");
    assertThat(text(out)).isEqualTo("job.batch/pi unchanged\n");
    assertThat(object(Kind.JOB, "pi").manifest())
        .contains("\"parallelism\":3")
        .contains("\"completions\":1")
        .contains("\"suspend\":true");
    run("", "resume", "job/pi");
    assertThat(object(Kind.JOB, "pi").manifest()).contains("\"suspend\":false");
  }

  @Test
  void a_dry_run_keeps_nothing() {
    assertThat(run(PI, "apply", "-f", "-", "--dry-run")).isZero();
    assertThat(text(out)).isEqualTo("job.batch/pi created (dry run)\n");
    assertThat(store.list(Kind.JOB)).isEmpty();
  }

  @Test
  void an_immutable_field_is_refused_and_nothing_of_the_file_is_applied() {
    run(PI, "apply", "-f", "-");
    String changed = HELLO + "---\n" + PI.replace("[perl]", "[python]");
    assertThat(run(changed, "apply", "-f", "-")).isEqualTo(1);
    assertThat(text(err))
        .startsWith("gleaner: Job.batch \"pi\" is invalid: spec.template: Invalid value: ")
        .contains("field is immutable");
    assertThat(store.list(Kind.CRON_JOB)).isEmpty();
  }

  @Test
  void one_bad_document_of_two_and_nothing_is_applied() {
    assertThat(run(PI + "---\n" + HELLO.replace("schedule", "shedule"), "apply", "-f", "-"))
        .isEqualTo(2);
    assertThat(text(err))
        .contains("nothing was done")
        .contains(
            "standard input:14:3: spec.shedule: there is no such field. Did you mean schedule");
    assertThat(store.list(Kind.JOB)).isEmpty();
  }

  @Test
  void get_shows_tables_names_and_objects() {
    run(PI + "---\n" + HELLO, "apply", "-f", "-");
    out.reset();
    assertThat(run("", "get", "jobs,cronjobs", "-o", "name")).isZero();
    assertThat(text(out)).isEqualTo("job.batch/pi\ncronjob.batch/hello\n");
    out.reset();
    assertThat(run("", "get", "cj")).isZero();
    assertThat(text(out)).startsWith("NAME    SCHEDULE    TIMEZONE   SUSPEND   ACTIVE");
    out.reset();
    assertThat(run("", "get", "job/pi", "-o", "yaml")).isZero();
    assertThat(text(out)).startsWith("apiVersion: batch/v1\nkind: Job\n");
    assertThat(run("", "get", "workers")).isZero();
    assertThat(text(err)).contains("No resources found");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "get job x|1|Error from server (NotFound): jobs.batch \"x\" not found",
        "describe cronjob/x|1|cronjobs.batch \"x\" not found",
        "get frogs|2|There is no type 'frogs'",
        "get jobs -o xml|2|'xml' is not wide, json, yaml or name",
        "suspend job|2|Which of the job?",
        "scale job/pi --parallelism -1|2|must not be negative",
        "delete job/x|1|not found",
        "delete job/x --cascade=all|2|--cascade must be background, foreground or orphan",
        "wait job/pi|2|Say what to wait for",
        "wait job/x --for=condition=complete|1|not found",
        "create job a --from=job/b|2|only from a cronjob",
        "apply|2|Give -f FILE",
        "apply -f no/such/file|2|There is no file no/such/file.",
        "logs cronjob/hello|1|not found"
      })
  void what_cannot_be_done_is_told(String line, int code, String sentence) {
    assertThat(run("", line.split(" ", -1))).isEqualTo(code);
    assertThat(text(err)).contains(sentence).doesNotContain("\tat ");
  }

  @Test
  void delete_asks_for_the_deletion_with_its_policy() {
    run(PI, "apply", "-f", "-");
    out.reset();
    assertThat(run(PI, "delete", "-f", "-", "--cascade=orphan")).isZero();
    assertThat(text(out)).isEqualTo("job.batch \"pi\" deleted\n");
    Deletion deletion = object(Kind.JOB, "pi").deletion();
    assertThat(deletion).isNotNull();
    assertThat(deletion.policy()).isEqualTo(Deletion.Policy.ORPHAN);
  }

  @Test
  void one_word_after_delete_and_wait_is_still_the_job_of_a_run() {
    assertThat(run("", "delete", "job")).isEqualTo(2);
    assertThat(text(err)).contains("Job job was not run on this machine");
  }

  @Test
  void a_job_is_created_from_a_cron_job_and_belongs_to_it() {
    run(HELLO, "apply", "-f", "-");
    assertThat(run("", "create", "job", "now", "--from=cronjob/hello")).isZero();
    StoredObject job = object(Kind.JOB, "now");
    assertThat(job.belongsTo(object(Kind.CRON_JOB, "hello"))).isTrue();
    assertThat(job.manifest()).contains("\"cronjob.kubernetes.io/instantiate\":\"manual\"");
    out.reset();
    assertThat(run("", "tree", "cronjob/hello")).isZero();
    assertThat(text(out)).contains("CronJob/hello").contains("└─Job/now");
  }

  @Test
  void wait_returns_when_the_condition_is_there_and_gives_up_in_time() {
    run(PI, "apply", "-f", "-");
    out.reset();
    assertThat(run("", "wait", "job/pi", "--for=condition=complete", "--timeout", "10ms"))
        .isEqualTo(1);
    assertThat(text(err)).contains("timed out waiting for the condition on jobs/pi");
    store.replace(
        object(Kind.JOB, "pi")
            .withStatus("{\"conditions\":[{\"type\":\"Complete\",\"status\":\"True\"}]}"));
    assertThat(run("", "wait", "job/pi", "--for=condition=Complete")).isZero();
    assertThat(text(out)).isEqualTo("job.batch/pi condition met\n");
  }

  @Test
  void logs_shows_a_jobs_workers_and_the_lines_of_an_item() throws IOException {
    run(PI, "apply", "-f", "-");
    out.reset();
    Path log = Files.writeString(home.resolve("log"), "3.14\n[item 7] seven\n[item 70] no\n");
    Leading lead = (Leading) store.lead("test", Duration.ofMinutes(1));
    store.put(
        lead.token(),
        new WorkerRecord(
            "pi-aaaaa",
            "u",
            object(Kind.JOB, "pi").asOwner(),
            0,
            Place.ANY,
            Instant.EPOCH,
            null,
            "here",
            log.toString(),
            WorkerRecord.Phase.SUCCEEDED,
            0,
            null));
    assertThat(run("", "logs", "-f", "job/pi")).isZero();
    assertThat(text(out)).isEqualTo(Files.readString(log));
    out.reset();
    assertThat(run("", "logs", "pi-aaaaa", "--item", "7")).isZero();
    assertThat(text(out)).isEqualTo("[item 7] seven\n");
  }

  private StoredObject object(Kind kind, String name) {
    return store.get(new ObjectKey(kind, name)).orElseThrow();
  }

  private int run(String input, String... args) {
    Surroundings around =
        new Surroundings(
            Map.of("XDG_STATE_HOME", home.toString(), "HOME", home.toString()),
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            out,
            new PrintStream(err, true, StandardCharsets.UTF_8));
    ControlAccess access =
        (options, unused) -> new ControlAccess.Open(store, store, store, store::close);
    return GleanerMain.commandLine(around, access).execute(args);
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}
