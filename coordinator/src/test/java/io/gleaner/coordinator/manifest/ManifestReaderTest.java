package io.gleaner.coordinator.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.coordinator.fill.ItemFormat;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullMarked
class ManifestReaderTest {
  @Test
  void the_pi_job_of_the_documentation_is_read_unchanged() {
    ManifestFile file = Files.read(Files.resource("pi.yaml"));
    assertThat(file.problems()).isEmpty();
    assertThat(file.warnings()).isEmpty();
    Manifest pi = file.manifests().get(0);
    assertThat(pi.kind()).isEqualTo(ManifestKind.JOB);
    assertThat(pi.name()).isEqualTo("pi");
    assertThat(pi.spec().path("backoffLimit").intValue()).isEqualTo(4);
    assertThat(pi.spec().at("/template/spec/containers/0/command/3").textValue())
        .isEqualTo("print bpi(2000)");
  }

  @Test
  void the_hello_cron_job_is_read_unchanged_in_both_versions() {
    ManifestFile today = Files.read(Files.resource("hello.yaml"));
    assertThat(today.problems()).isEmpty();
    assertThat(today.warnings()).isEmpty();
    assertThat(today.manifests().get(0).kind()).isEqualTo(ManifestKind.CRON_JOB);
    ManifestFile old = Files.read(Files.resource("hello-v1beta1.yaml"));
    assertThat(old.problems()).isEmpty();
    assertThat(old.warnings()).hasSize(2);
    assertThat(old.warnings().get(0)).contains("args run as the command");
    assertThat(old.warnings().get(1)).startsWith("f.yaml:1:1: batch/v1beta1 CronJob is deprecated");
  }

  @Test
  void the_job_template_of_a_cron_job_is_checked_too() {
    String text = Files.resource("hello.yaml");
    assertThat(Files.read(text.replace("OnFailure", "Always")).problems())
        .singleElement()
        .asString()
        .startsWith("f.yaml:19:11: spec.jobTemplate.spec.template.spec.restartPolicy: Required");
    assertThat(Files.read(text.replace("* * * * *", "61 * * * *")).problems())
        .singleElement()
        .asString()
        .startsWith("f.yaml:6:3: spec.schedule: Invalid value: \"61 * * * *\"");
    assertThat(
            Files.read(text.replace("name: hello\n", "name: " + "h".repeat(53) + "\n")).problems())
        .anyMatch(problem -> problem.contains("must be no more than 52 characters"));
  }

  @Test
  void a_work_queue_job_means_what_the_options_of_run_mean() {
    ManifestFile file = Files.read(Files.resource("thumbs.yaml"));
    assertThat(file.problems()).isEmpty();
    WorkQueueSpec spec = WorkQueueReader.read(file.manifests().get(0).spec());
    assertThat(spec.items().file()).isEqualTo("names.txt");
    assertThat(spec.items().format()).isEqualTo(ItemFormat.LINES);
    assertThat(spec.handler().command()).isEqualTo(List.of("convert", "{}", "{.}.jpg"));
    assertThat(spec.handler().itemTimeout()).isEqualTo(Duration.ofMinutes(5));
    assertThat(spec.ledger().leaseMillis()).isEqualTo(30_000);
    assertThat(spec.ledger().retry().failures()).hasToString("75=Ignore 2,64-78=FailIndex");
    assertThat(spec.ledger().tolerateFailedItems()).isEqualTo(3);
    assertThat(spec.ledger().speculate()).isTrue();
    assertThat(spec.job().parallelism()).isEqualTo(4);
    assertThat(spec.job().completions()).isNull();
    assertThat(spec.job().podFailurePolicy()).isNotNull();
    assertThat(spec.job().template().restartPolicy()).isEqualTo("Never");
  }

  @Test
  void a_stream_handler_is_an_option_of_its_workers_and_makes_another_job() {
    WorkQueueSpec command = thumbs("concurrency: 2");
    WorkQueueSpec stream = thumbs("stream: true");

    assertThat(stream.handler().workerOptions()).contains("--handler=stream");
    assertThat(command.handler().workerOptions()).doesNotContain("--handler=stream");
    assertThat(stream.ledger().parameters()).contains("\"handler\":\"stream\"");
    assertThat(command.ledger().parameters()).doesNotContain("handler");
  }

  private static WorkQueueSpec thumbs(String handler) {
    String text = Files.resource("thumbs.yaml").replace("concurrency: 2", handler);
    ManifestFile file = Files.read(text);
    assertThat(file.problems()).isEmpty();
    return WorkQueueReader.read(file.manifests().get(0).spec());
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "file: names.txt|list: [a]\\n    file: b|spec.items: needs either a file or a list.",
        "file: names.txt|format: nul|spec.items: needs either a file or a list.",
        "file: names.txt|file: b\\n    format: csv|spec.items.format: must be lines, nul or jsonl",
        "lease: 30s|lease: 30|must be a duration, as in 500ms, 30s or 5m, not the number 30.",
        "lease: 30s|lease: 1s|f.yaml:13:3: spec.lease: must be at least 3s.",
        "lease: 30s|completions: 3|spec.completions: there is no such field.",
        "action: Ignore|action: Skip|spec.onExit[0]: '75=Skip' is no rule for failures",
        "concurrency: 2|concurrency: 0|spec.handler.concurrency: must be between 1 and 1000",
        "concurrency: 2|classpath: a.jar|a Java handler or a command runs for each item, not both.",
        "concurrency: 2|stream: true\\n    stdin: true|spec.handler.stream: gives the items on standard",
        "concurrency: 2|stream: true\\n    classpath: a.jar|spec.handler.stream: is about commands",
        "name: thumbs|name: a.b|metadata.name: The Job name 'a.b' is not valid"
      })
  void a_mistake_in_a_work_queue_job_is_told(String old, String mistake, String message) {
    String text = Files.resource("thumbs.yaml").replace(old, mistake.replace("\\n", "\n"));
    assertThat(String.join("\n", Files.read(text).problems())).contains(message);
  }

  @Test
  void json_and_lists_are_read_as_well() {
    String job =
        "{\"apiVersion\":\"batch/v1\",\"kind\":\"Job\",\"metadata\":{\"name\":\"%s\"},\n"
            + "\t\"spec\":{\"template\":{\"spec\":{\"restartPolicy\":\"Never\",\"containers\":[{"
            + "\"name\":\"a\",\"command\":[\"true\"]}]}}}}";
    ManifestFile file =
        Files.read(
            "{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":["
                + job.formatted("a")
                + ","
                + job.formatted("b")
                + "]}"
                + job.formatted("c"));
    assertThat(file.problems()).isEmpty();
    assertThat(file.manifests()).extracting(Manifest::name).containsExactly("a", "b", "c");
    assertThat(Files.read(job.formatted("a").replace("\"true\"", "true")).problems())
        .singleElement()
        .asString()
        .startsWith("f.yaml:2:");
  }

  @Test
  void values_without_quotes_are_what_kubectl_takes_them_for() {
    Manifest job =
        Files.read(
                Files.with(
                    "spec:\n  t",
                    "spec:\n  suspend: yes\n  backoffLimit: 0x10\n  completions: 4.0\n  t"))
            .manifests()
            .get(0);
    assertThat(job.spec().path("suspend").booleanValue()).isTrue();
    assertThat(job.spec().path("backoffLimit").intValue()).isEqualTo(16);
    assertThat(job.spec().path("completions").intValue()).isEqualTo(4);
  }

  @Test
  void anchors_and_merges_are_followed() {
    Manifest job =
        Files.read(
                """
                apiVersion: batch/v1
                kind: Job
                metadata: {name: a, labels: &l {x: "1"}, annotations: {<<: *l, y: "2"}}
                spec:
                  template:
                    metadata: {labels: *l}
                    spec: {restartPolicy: Never, containers: [{name: a, command: ["true"]}]}
                """)
            .manifests()
            .get(0);
    assertThat(job.annotations()).containsEntry("x", "1").containsEntry("y", "2");
    assertThat(job.spec().at("/template/metadata/labels/x").textValue()).isEqualTo("1");
  }
}
