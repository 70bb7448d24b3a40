package io.gleaner.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.item.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RawArgumentsTest {
  private static final Bytes NO_TEXT = Bytes.wrap(new byte[] {(byte) 0xff, ' ', (byte) 0xfe, '\n'});

  @Test
  void wordsEndWithANul() {
    assertThat(RawArguments.split("ab\0\0c d\0".getBytes(StandardCharsets.UTF_8)))
        .containsExactly(Bytes.utf8("ab"), Bytes.utf8(""), Bytes.utf8("c d"));
  }

  @Test
  void whatNoNulEndsIsNoWord() {
    assertThat(RawArguments.split(new byte[0])).isEmpty();
    assertThat(RawArguments.split("a\0b".getBytes(StandardCharsets.UTF_8)))
        .containsExactly(Bytes.utf8("a"));
  }

  @Test
  void joinedWordsSplitIntoTheSameWords() {
    List<Bytes> words = List.of(NO_TEXT, Bytes.utf8(""), Bytes.utf8("ü {}"), Bytes.utf8(""));
    assertThat(RawArguments.split(RawArguments.join(words))).isEqualTo(words);
    assertThat(RawArguments.join(List.of())).isEmpty();
  }

  @Test
  void withoutArgumentsThereAreNone() {
    assertThat(RawArguments.last(List.of())).isEmpty();
  }

  @Test
  void moreArgumentsThanTheSystemShowsAreTakenAsDecoded() {
    List<String> many = IntStream.range(0, 100_000).mapToObj(i -> "ä" + i).toList();
    assertThat(RawArguments.last(many)).isEqualTo(many.stream().map(Bytes::utf8).toList());
  }

  @Test
  void theLastArgumentsAreTakenAsTheyWereGiven() {
    List<Bytes> given = List.of(Bytes.utf8("java"), Bytes.utf8("a"), NO_TEXT, Bytes.utf8("xüy"));
    assertThat(RawArguments.last(given, List.of("\ufffd \ufffd\n", "x\ufffd\ufffdy")))
        .containsExactly(NO_TEXT, Bytes.utf8("xüy"));
    assertThat(RawArguments.last(given, List.of("? ?\n", "x??y")))
        .containsExactly(NO_TEXT, Bytes.utf8("xüy"));
    assertThat(RawArguments.last(given, List.of("a", "? ?\n", "xüy")))
        .containsExactly(Bytes.utf8("a"), NO_TEXT, Bytes.utf8("xüy"));
  }

  @ParameterizedTest
  @CsvSource({"a,b", "ab,a", "a,ab", "aüb,ab", "aüb,xüb", "aüb,aüx", "aü,a", "üb,b", "'',a"})
  void argumentsThatAreNotTheLastOnesAreTakenAsDecoded(String last, String decoded) {
    List<Bytes> given = List.of(Bytes.utf8("java"), Bytes.utf8(last));
    assertThat(RawArguments.last(given, List.of(decoded))).containsExactly(Bytes.utf8(decoded));
  }
}
