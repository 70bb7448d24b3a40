package io.gleaner.coordinator.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of mistake: a message with file, line, column and field, and nothing to apply. */
@NullMarked
class ManifestMistakesTest {
  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "spec:\\n  t|spec:\\n  paralelism: 2\\n  t"
            + "|f.yaml:6:3: spec.paralelism: there is no such field. Did you mean parallelism?",
        "      command|      comand"
            + "|f.yaml:11:9: spec.template.spec.containers[0].comand: there is no such field. Did"
            + " you mean command?",
        "spec:\\n  t|spec:\\n  parallelism: two\\n  t"
            + "|f.yaml:6:16: spec.parallelism: must be a whole number of 32 bits, not the string"
            + " \"two\".",
        "spec:\\n  t|spec:\\n  suspend: 1\\n  t"
            + "|f.yaml:6:12: spec.suspend: must be true or false, not the number 1.",
        "[sleep, \"1\"]|[sleep, 1]"
            + "|f.yaml:11:26: spec.template.spec.containers[0].command[1]: must be a string, not"
            + " the number 1. Put it in quotation marks if it is meant as text.",
        "[sleep, \"1\"]|sleep 1|f.yaml:11:18: spec.template.spec.containers[0].command: must be a"
            + " list (each entry after a -), not the string \"sleep 1\".",
        "name: sleep|name: Sleep_1|f.yaml:4:3: metadata.name: Invalid value: \"Sleep_1\"",
        "name: sleep|generateName: sleep-|f.yaml:4:3: metadata.generateName: cannot be used with",
        "  name: sleep\\n|  labels: {}\\n"
            + "|metadata.name: Required value: name or generateName is required",
        "  name: sleep\\n|  name: sleep\\n  name: again\\n"
            + "|f.yaml:5:3: the field name is there twice: here and in line 4.",
        "kind: Job|kind: Deployment|f.yaml:2:1: kind: Deployment is not known here",
        "kind: Job|kind: job|Did you mean Job?",
        "batch/v1|batch/v2|f.yaml:1:1: apiVersion: Job is of batch/v1, not of batch/v2.",
        "Never|Always|spec.template.spec.restartPolicy: Required value: valid values",
        "spec:\\n  t|spec:\\n  backoffLimit: -1\\n  t"
            + "|f.yaml:6:3: spec.backoffLimit: Invalid value: -1: must be greater than or equal",
        "spec:\\n  t|spec:\\n  backoffLimit: 3000000000\\n  t"
            + "|must be a whole number of 32 bits, not the number 3000000000.",
        "      command: [sleep, \"1\"]\\n|      image: perl\\n"
            + "|f.yaml:10:9: spec.template.spec.containers[0].command: Required value: there is no"
            + " image here",
        "kind: Job|kind: [Job|f.yaml:3:9: this is no YAML",
        "kind: Job|kind: !!java.net.URL [x]|f.yaml:2:7: the tag tag:yaml.org,2002:java.net.URL"
      })
  void is_told_with_line_and_field(String old, String mistake, String message) {
    String text = Files.with(old.replace("\\n", "\n"), mistake.replace("\\n", "\n"));
    ManifestFile file = Files.read(text);
    assertThat(String.join("\n", file.problems())).contains(message);
    assertThat(file.problems()).allMatch(problem -> problem.startsWith("f.yaml:"));
  }

  @Test
  void a_job_without_its_template_is_refused() {
    ManifestFile file =
        Files.read(
            "apiVersion: batch/v1\nkind: Job\nmetadata: {name: a}\nspec: {parallelism: 2}\n");
    assertThat(file.problems()).containsExactly("f.yaml:4:7: spec.template: Required value");
    assertThat(file.manifests()).isEmpty();
  }

  @Test
  void of_two_documents_one_of_which_is_bad_the_bad_one_is_told() {
    ManifestFile file =
        Files.read(Files.JOB + "---\n" + Files.with("[sleep", "[7").replace("sleep", "other"));
    assertThat(file.problems())
        .singleElement()
        .asString()
        .startsWith("f.yaml:23:19: spec.template.spec.containers[0].command[0]: must be a string");
  }

  @Test
  void two_objects_of_one_name_are_refused() {
    assertThat(Files.read(Files.JOB + "---\n" + Files.JOB).problems())
        .containsExactly(
            "f.yaml:13:1: metadata.name: Job sleep is in the file twice: here and from line 1 on.");
  }

  @Test
  void a_yaml_bomb_is_refused_at_the_alias_that_is_too_much() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 10; i++) {
      bomb.append("a%d: &a%d [".formatted(i, i))
          .append("*a%d,".formatted(i - 1).repeat(10))
          .append("]\n");
    }
    assertThat(Files.read(bomb.toString()).problems())
        .singleElement()
        .asString()
        .startsWith("f.yaml:4:")
        .contains("repeat more than 10000 values");
    assertThat(Files.read("a: &a [*a]").problems())
        .containsExactly("f.yaml:1:8: *a stands within itself.");
  }

  @Test
  void deep_nesting_is_refused() {
    assertThat(Files.read("[".repeat(100_000)).problems())
        .containsExactly("f.yaml:1:101: this is nested deeper than 100 levels.");
    assertThat(Files.read("{\"a\":".repeat(100_000)).problems()).hasSize(1);
  }

  @Test
  void ten_megabytes_are_refused_with_a_sentence() {
    byte[] large = "a: b\n".repeat(2 << 20).getBytes(StandardCharsets.UTF_8);
    assertThat(new ManifestReader().read("f.yaml", large).problems())
        .singleElement()
        .asString()
        .startsWith("f.yaml:1:1: the file has more than 3 MiB");
  }

  @Test
  void a_long_number_and_a_large_exponent_take_no_time() {
    String digits = "9".repeat(1_000_000);
    assertThat(
            Files.read(Files.with("spec:\n  t", "spec:\n  backoffLimit: " + digits + "\n  t"))
                .problems())
        .hasSize(1);
    assertThat(Files.read("{\"spec\": 1e999999999}").problems()).isNotEmpty();
  }

  @Test
  void an_empty_file_has_nothing_to_apply() {
    assertThat(Files.read("# nothing\n---\n").problems())
        .containsExactly("f.yaml:1:1: there is nothing in the file to apply.");
  }

  @Test
  void what_is_no_text_is_refused() {
    assertThat(new ManifestReader().read("f.yaml", new byte[] {(byte) 0xff}).problems())
        .containsExactly("f.yaml:1:1: the file is not in UTF-8.");
  }

  @Test
  void many_mistakes_are_counted() {
    StringBuilder many = new StringBuilder(Files.JOB);
    for (int i = 0; i < 30; i++) {
      many.append("unknown%d: 1\n".formatted(i));
    }
    assertThat(Files.read(many.toString()).problems()).hasSize(21).last().asString().contains("10");
  }
}
