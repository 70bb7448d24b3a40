package io.gleaner.coordinator.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.failure.GleanerException;
import io.gleaner.item.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullMarked
class JobLogTest {
  private static final String HEADER =
      "Seq\tHost\tStarttime\tJobRuntime\tSend\tReceive\tExitval\tSignal\tCommand\n";

  @TempDir private Path folder;

  @Test
  void theColumnsAreGnuParallels() throws IOException {
    // As parallel 20221122 writes it, but for the host: "1\t:\t1795303437.742\t     0.012\t0\t7\t…"
    write(false, Outcomes.done(0, "1234567"));
    assertThat(Files.readString(file()))
        .isEqualTo(HEADER + "1\tw1\t1795303437.742\t     0.012\t0\t7\t0\t0\techo item 0\n");
  }

  @Test
  void newlinesInACommandAreNulBytes() throws IOException {
    write(false, Outcomes.done(0, Bytes.utf8("a\nb\t"), Bytes.EMPTY));
    assertThat(Files.readString(file())).endsWith("\techo a\0b\t\n");
  }

  @Test
  void exitValueAndSignalTellHowAnItemEnded() throws IOException {
    write(
        false,
        Outcomes.failed(0, 7, ""),
        Outcomes.failed(1, 137, ""),
        Outcomes.failed(2, 0, ""),
        Outcomes.failed(3, -1, ""),
        Outcomes.failed(4, 255, ""));
    assertThat(Files.readAllLines(file()).stream().skip(1).map(line -> line.split("\t")))
        .extracting(columns -> columns[6] + " " + columns[7])
        .containsExactly("7 0", "137 9", "-1 0", "-1 0", "255 0");
  }

  @Test
  void aResumedRunGoesOnWithoutRepeatsWhereverTheFileWasCut() throws IOException {
    Outcome[] outcomes = {
      Outcomes.done(0, "a"), Outcomes.failed(1, 0, ""), Outcomes.done(1, ""), Outcomes.done(9, "")
    };
    write(true, outcomes);
    byte[] whole = Files.readAllBytes(file());
    assertThat(Files.readAllLines(file())).hasSize(5);
    for (int cut = 0; cut <= whole.length; cut++) {
      Files.write(file(), Arrays.copyOf(whole, cut));
      write(true, outcomes);
      assertThat(Files.readAllBytes(file())).as("cut at %d", cut).isEqualTo(whole);
    }
  }

  @Test
  void aNewRunRefusesAFileThatIsNotEmpty() throws IOException {
    write(false, Outcomes.done(0, ""));
    assertThatThrownBy(() -> write(false))
        .isInstanceOf(GleanerException.class)
        .hasMessageContaining("not empty")
        .hasMessageContaining("--joblog");
  }

  @Test
  void aFileOfSomethingElseIsRefusedAndLeftAlone() throws IOException {
    for (String content : new String[] {"notes", "notes\n", HEADER + "notes\n", HEADER + "notes"}) {
      Files.writeString(file(), content);
      assertThatThrownBy(() -> write(true))
          .isInstanceOf(GleanerException.class)
          .hasMessageContaining("not a job log's");
      assertThat(Files.readString(file())).isEqualTo(content);
    }
  }

  private void write(boolean resumed, Outcome... outcomes) {
    try (JobLog log =
        JobLog.open(file(), resumed, outcome -> Bytes.utf8("echo " + outcome.item().text()))) {
      for (Outcome outcome : outcomes) {
        log.accept(outcome);
      }
      log.sync();
    }
  }

  private Path file() {
    return folder.resolve("job.log");
  }
}
