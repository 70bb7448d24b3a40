package io.gleaner.coordinator.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import io.gleaner.item.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class ResultsFileTest {
  @TempDir private Path folder;

  @Test
  void anOutcomeIsALineWithTheDocumentedFields() throws IOException {
    write(Outcomes.done(0, "3.14\n"), Outcomes.failed(1, 7, ""));
    assertThat(Files.readString(file()))
        .isEqualTo(
            """
            {"index":0,"status":"done","uid":"u-1","job":"pi","item":"item 0","attempt":1,\
            "worker":"w1","exitCode":0,"durationMillis":12,"output":"3.14\\n"}
            {"index":1,"status":"failed","uid":"u-1","job":"pi","item":"item 1","attempt":3,\
            "worker":"w2","exitCode":7,"durationMillis":1500,"output":"","error":"exited with 7"}
            """);
  }

  @Test
  void anyBytesComeBack() throws IOException {
    long seed = System.nanoTime();
    System.out.println("ResultsFileTest.anyBytesComeBack seed " + seed);
    Random random = new Random(seed);
    List<Outcome> outcomes = new ArrayList<>();
    outcomes.add(Outcomes.done(0, Bytes.utf8("\0\"\\\n\u2028äöü😀"), Bytes.EMPTY));
    // Overlong and surrogate forms: no UTF-8, though lenient decoders take them.
    outcomes.add(Outcomes.done(1, Bytes.wrap(new byte[] {(byte) 0xC0, (byte) 0x80}), Bytes.EMPTY));
    byte[] surrogate = {(byte) 0xED, (byte) 0xA0, (byte) 0x80};
    outcomes.add(Outcomes.done(2, Bytes.wrap(surrogate), Bytes.EMPTY));
    for (int i = 3; i < 200; i++) {
      byte[] output = new byte[random.nextInt(20)];
      random.nextBytes(output);
      outcomes.add(Outcomes.done(i, Bytes.wrap(output), Bytes.wrap(output)));
    }
    write(outcomes.toArray(new Outcome[0]));
    List<String> lines = Files.readAllLines(file());
    assertThat(lines).hasSameSizeAs(outcomes);
    for (int i = 0; i < lines.size(); i++) {
      JsonNode line = new ObjectMapper().readTree(lines.get(i));
      assertThat(bytes(line.get("item"))).isEqualTo(outcomes.get(i).item());
      assertThat(bytes(line.get("output"))).isEqualTo(outcomes.get(i).output());
    }
  }

  @Test
  void aResumedRunAppendsWithoutRepeats() throws IOException {
    write(Outcomes.done(0, "a"), Outcomes.done(0, "a"), Outcomes.failed(1, 1, ""));
    write(
        Outcomes.done(0, "again"),
        Outcomes.failed(1, 1, ""),
        Outcomes.done(1, "after a retry"),
        Outcomes.failed(1, 1, "late"),
        Outcomes.done(2, "b"));
    assertThat(statuses()).containsExactly("0 done", "1 failed", "1 done", "2 done");
  }

  @Test
  void aFileCutAtAnyByteLosesOnlyItsLastLineAndGoesOn() throws IOException {
    Outcome[] outcomes = {
      Outcomes.done(0, "x}\n\"}"), Outcomes.failed(1, 1, "é"), Outcomes.done(2, "")
    };
    write(outcomes);
    byte[] whole = Files.readAllBytes(file());
    for (int cut = 0; cut <= whole.length; cut++) {
      Files.write(file(), Arrays.copyOf(whole, cut));
      write(outcomes);
      assertThat(Files.readAllBytes(file())).as("cut at %d", cut).isEqualTo(whole);
    }
  }

  @Test
  void aTailOfZerosAsAfterAPowerCutIsCutOff() throws IOException {
    write(Outcomes.done(0, "a"));
    byte[] whole = Files.readAllBytes(file());
    Files.write(file(), Arrays.copyOf(whole, whole.length + 4096));
    write(Outcomes.done(0, "a"));
    assertThat(Files.readAllBytes(file())).isEqualTo(whole);
  }

  @Test
  void outputsLongerThanWhatIsReadOfALineAreFine() throws IOException {
    String output = "0123456789".repeat(50_000);
    write(Outcomes.done(0, output), Outcomes.done(1, output));
    write(Outcomes.done(1, output), Outcomes.done(2, ""));
    assertThat(statuses()).containsExactly("0 done", "1 done", "2 done");
  }

  @Test
  void outcomesAreInTheFileOnceSynced() throws IOException {
    try (ResultsFile results = open()) {
      results.accept(Outcomes.done(0, "a"));
      results.sync();
      assertThat(Files.readAllLines(file())).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "my notes",
        "my notes\n",
        "\n",
        "{}\n",
        "[1]",
        "{\"index\":1}\n",
        "{\"index\":-1,\"status\":\"done\",\"uid\":\"u-1\"}\n",
        "{\"index\":1,\"status\":\"odd\",\"uid\":\"u-1\"}\n",
        "{\"index\":99999999999999999999,\"status\":\"done\",\"uid\":\"u-1\"}\n",
        "{\"index\":1,\"status\":\"done\",\"uid\":\"another\"}\n",
        "{\"index\":1,\"status\":\"done\",\"uid\":\"another\"}",
      })
  void aFileOfSomethingElseIsRefusedAndLeftAlone(String content) throws IOException {
    Files.writeString(file(), content);
    assertThatThrownBy(this::open)
        .isInstanceOfSatisfying(
            GleanerException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONFIGURATION))
        .hasMessageContaining("line 1")
        .hasMessageContaining("--results");
    assertThat(Files.readString(file())).isEqualTo(content);
  }

  @Test
  void whatIsNoRegularFileIsRefused() {
    assertThatThrownBy(() -> ResultsFile.open(folder, "pi", "u-1"))
        .hasMessageContaining("it is a folder");
    assertThatThrownBy(() -> ResultsFile.open(Path.of("/dev/null"), "pi", "u-1"))
        .hasMessageContaining("a pipe or a device");
    assertThatThrownBy(() -> ResultsFile.open(folder.resolve("none/file"), "pi", "u-1"))
        .isInstanceOf(GleanerException.class)
        .hasMessageContaining("no such file or folder");
  }

  private static Bytes bytes(JsonNode field) throws IOException {
    return field.isTextual()
        ? Bytes.utf8(field.textValue())
        : Bytes.wrap(field.get("base64").binaryValue());
  }

  private List<String> statuses() throws IOException {
    List<String> statuses = new ArrayList<>();
    for (String line : Files.readAllLines(file(), StandardCharsets.UTF_8)) {
      JsonNode json = new ObjectMapper().readTree(line);
      statuses.add(json.get("index").longValue() + " " + json.get("status").textValue());
    }
    return statuses;
  }

  private void write(Outcome... outcomes) {
    try (ResultsFile results = open()) {
      for (Outcome outcome : outcomes) {
        results.accept(outcome);
      }
      results.sync();
    }
  }

  private Path file() {
    return folder.resolve("results.jsonl");
  }

  private ResultsFile open() {
    return ResultsFile.open(file(), "pi", "u-1");
  }
}
