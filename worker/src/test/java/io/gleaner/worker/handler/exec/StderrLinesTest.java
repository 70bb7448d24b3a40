package io.gleaner.worker.handler.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StderrLinesTest {
  private final List<String> lines = new ArrayList<>();
  private final StderrLines stderr = new StderrLines((index, line) -> lines.add(line), 7);

  @Test
  void aLineMayComeInPiecesAndTheLastNeedsNoEnd() {
    accept("fir");
    accept("st\n\nse");
    accept("cond");
    assertThat(lines).containsExactly("first", "");
    stderr.end();
    assertThat(lines).containsExactly("first", "", "second");
  }

  @Test
  void anOverlongLineComesInPiecesThatCutNoCharacter() {
    accept("x" + "ä".repeat(StderrLines.LONGEST_LINE) + "\n");
    assertThat(lines).hasSize(3).noneMatch(line -> line.contains("\ufffd"));
    assertThat(String.join("", lines)).isEqualTo("x" + "ä".repeat(StderrLines.LONGEST_LINE));
    assertThat(lines)
        .allMatch(line -> line.getBytes(StandardCharsets.UTF_8).length <= StderrLines.LONGEST_LINE);
  }

  @Test
  void bytesThatAreNoTextAreReplaced() {
    stderr.accept(new byte[] {'a', (byte) 0xff, 'b', '\n'}, 4);
    assertThat(lines).containsExactly("a\ufffdb");
  }

  @Test
  void bytesThatOnlyContinueCharactersAreSplitToo() {
    byte[] odd = new byte[StderrLines.LONGEST_LINE + 10];
    Arrays.fill(odd, (byte) 0x80);
    stderr.accept(odd, odd.length);
    stderr.end();
    assertThat(lines.stream().mapToInt(String::length).sum()).isEqualTo(odd.length);
  }

  @Test
  void theTailIsTheLastFourKilobytesAndBeginsWithAWholeCharacter() {
    for (int i = 0; i < 1000; i++) {
      accept("line " + i + " ");
    }
    accept("x".repeat(StderrLines.TAIL - 4) + "end");
    assertThat(stderr.tail()).hasSize(StderrLines.TAIL).startsWith(" xxx").endsWith("xend");
    accept("ä".repeat(StderrLines.TAIL) + "!");
    assertThat(stderr.tail()).startsWith("ä").endsWith("ä!").doesNotContain("\ufffd");
  }

  private void accept(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    stderr.accept(bytes, bytes.length);
  }
}
