package io.gleaner.coordinator.fill;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import io.gleaner.item.WorkItem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class ItemReaderTest {
  private static final int LIMIT = 1 << 20;

  @Test
  void linesAreCutAtNewlinesAndKeepEverythingElse() {
    assertThat(read(ItemFormat.LINES, "a b\n\"q' \n-rf\n\0\n"))
        .containsExactly("a b", "\"q' ", "-rf", "\0");
  }

  @Test
  void aLastLineCountsWithAndWithoutItsNewline() {
    assertThat(read(ItemFormat.LINES, "a\nb")).containsExactly("a", "b");
    assertThat(read(ItemFormat.LINES, "a\nb\n")).containsExactly("a", "b");
  }

  @Test
  void emptyLinesAreEmptyItemsAndCarriageReturnsStay() {
    assertThat(read(ItemFormat.LINES, "\n\na\r\n\n")).containsExactly("", "", "a\r", "");
  }

  @Test
  void noInputIsNoItems() {
    for (ItemFormat format : ItemFormat.values()) {
      assertThat(read(format, "")).isEmpty();
    }
  }

  @Test
  void nulSeparatedItemsKeepTheirNewlines() {
    assertThat(read(ItemFormat.NUL, "a\nb\n\0\0c")).containsExactly("a\nb\n", "", "c");
  }

  @Test
  void duplicatesAreItemsWithIndexesOfTheirOwn() {
    assertThat(items(ItemFormat.LINES, "x\nx\nx\n".getBytes(UTF_8), LIMIT))
        .extracting(WorkItem::index)
        .containsExactly(0L, 1L, 2L);
  }

  @Test
  void bytesThatAreNotUtf8AreCarriedUnchanged() {
    byte[] every = new byte[256];
    for (int i = 0; i < 256; i++) {
      every[i] = (byte) i;
    }
    StringBuilder joined = new StringBuilder();
    for (WorkItem item : items(ItemFormat.LINES, every, LIMIT)) {
      joined.append(joined.isEmpty() ? "" : "\n").append(latin(item));
    }
    assertThat(joined.toString()).isEqualTo(new String(every, ISO_8859_1));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 65_535, 65_536, 65_537, 131_072, 200_000})
  void itemsOfAnySizeAreWholeWhereverTheBufferEnds(int size) {
    String item = "y".repeat(size);
    assertThat(read(ItemFormat.LINES, "x\n" + item + "\n" + item)).containsExactly("x", item, item);
  }

  @Test
  void jsonTextsAreCarriedAsTheyStandWithoutTheSpaceAround() {
    assertThat(read(ItemFormat.JSONL, " {\"a\" :  1}\t\r\n\n  \n\"s\\n\"\n-1.5e3\nnull\n[]"))
        .containsExactly("{\"a\" :  1}", "\"s\\n\"", "-1.5e3", "null", "[]");
  }

  @Test
  void aByteOrderMarkIsTakenOffTheFirstLineOnly() {
    byte[] marked = "\uFEFF{}\n{}".getBytes(UTF_8);
    assertThat(items(ItemFormat.JSONL, marked, LIMIT)).hasSize(2);
    assertThatThrownBy(() -> items(ItemFormat.JSONL, "{}\n\uFEFF{}".getBytes(UTF_8), LIMIT))
        .hasMessageContaining("Line 2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":1}@@{\"a\":}|Line 3 of jobs.jsonl is not valid JSON, at column 6",
        "{\"a\":1|column 7",
        "\"äö\" x|column 6",
        "1 2|more than one JSON text",
        "{}{}|more than one JSON text",
        "tru|column",
        "01|column",
        "\"\\x\"|column",
        "{'a':1}|column 2",
        "NaN|column",
        "[1,]|column 4",
      })
  void aBrokenJsonLineIsNamedByLineAndColumn(String text, String message) {
    String input = text.replace('@', '\n');
    assertThatThrownBy(() -> read(ItemFormat.JSONL, input))
        .isInstanceOfSatisfying(
            GleanerException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONFIGURATION))
        .hasMessageContaining(message)
        .hasMessageNotContaining("[Source")
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\0001", "1\0", "\"\0\"", "\"\u00ff\"", "\"\u00c0\u0080\"", "\u00fe\u00ff\0001"})
  void jsonInAnotherEncodingIsRefused(String latin) {
    assertThatThrownBy(() -> items(ItemFormat.JSONL, latin.getBytes(ISO_8859_1), LIMIT))
        .isInstanceOf(GleanerException.class)
        .hasMessageContaining("not valid JSON")
        .hasMessageContaining("UTF-8");
  }

  @Test
  void nestingBeyondReasonIsRefusedWithoutOverflowingTheStack() {
    assertThatThrownBy(() -> read(ItemFormat.JSONL, "[".repeat(100_000)))
        .isInstanceOf(GleanerException.class)
        .hasMessageContaining("Line 1");
  }

  @Test
  void longJsonStringsAndNumbersAreLimitedByTheItemSizeOnly() {
    String number = "1".repeat(500_000);
    assertThat(read(ItemFormat.JSONL, number)).containsExactly(number);
  }

  @Test
  void anItemOfExactlyTheLimitPassesAndOneByteMoreIsRefused() {
    for (int limit : new int[] {1, 10, 65_536, 70_000, 200_000}) {
      String fits = "z".repeat(limit);
      assertThat(items(ItemFormat.LINES, (fits + "\n" + fits).getBytes(UTF_8), limit)).hasSize(2);
      for (String end : new String[] {"", "\n", "\nnext"}) {
        assertThatThrownBy(
                () -> items(ItemFormat.LINES, ("\n" + fits + "z" + end).getBytes(UTF_8), limit))
            .isInstanceOfSatisfying(
                GleanerException.class,
                e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONFIGURATION))
            .hasMessageContaining("Item 2 (line 2 of jobs.jsonl) has " + (limit + 1) + " bytes")
            .hasMessageContaining("limit is " + limit + ".")
            .hasMessageContaining("--max-item");
      }
    }
  }

  @Test
  void anEndlessItemIsGivenUpWithoutBeingHeld() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }

          @Override
          public int read(byte[] target, int from, int count) {
            Arrays.fill(target, from, from + count, (byte) 'x');
            return count;
          }
        };
    ItemReader reader = new ItemReader(endless, "standard input", ItemFormat.NUL, 1000);
    assertThatThrownBy(reader::next)
        .hasMessageContaining("has more than 67")
        .hasMessageContaining("separated by NUL");
    assertThat(reader.next()).isNull();
  }

  @Test
  void anItemIsThereBeforeMoreInputIs() throws IOException {
    try (PipedOutputStream out = new PipedOutputStream();
        PipedInputStream in = new PipedInputStream(out)) {
      out.write("first\nsec".getBytes(UTF_8));
      ItemReader reader = new ItemReader(in, "standard input", ItemFormat.LINES, LIMIT);
      // Would wait for ever if the reader wanted a full buffer, or a second item.
      assertThat(latin(reader.next())).isEqualTo("first");
      out.write("ond\n".getBytes(UTF_8));
      assertThat(latin(reader.next())).isEqualTo("second");
    }
  }

  @Test
  void aStreamThatBreaksIsNamed() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("Input/output error");
          }

          @Override
          public int read(byte[] target, int from, int count) throws IOException {
            return read();
          }
        };
    assertThatThrownBy(
            () -> new ItemReader(broken, "standard input", ItemFormat.LINES, LIMIT).next())
        .isInstanceOf(GleanerException.class)
        .hasMessage("Cannot read standard input: Input/output error.");
  }

  @Test
  void aLimitBelowOneByteIsRefused() {
    assertThatThrownBy(() -> items(ItemFormat.LINES, new byte[0], 0))
        .isInstanceOf(GleanerException.class)
        .hasMessageContaining("--max-item");
  }

  private static List<String> read(ItemFormat format, String input) {
    return items(format, input.getBytes(UTF_8), LIMIT).stream()
        .map(item -> item.body().text())
        .toList();
  }

  private static String latin(@Nullable WorkItem item) {
    assertThat(item).isNotNull();
    return new String(item.body().array(), ISO_8859_1);
  }

  private static List<WorkItem> items(ItemFormat format, byte[] input, int limit) {
    List<WorkItem> items = new ArrayList<>();
    try (ItemReader reader =
        new ItemReader(new ByteArrayInputStream(input), "jobs.jsonl", format, limit)) {
      for (WorkItem item = reader.next(); item != null; item = reader.next()) {
        items.add(item);
      }
      assertThat(reader.count()).isEqualTo(items.size());
    }
    return items;
  }
}
