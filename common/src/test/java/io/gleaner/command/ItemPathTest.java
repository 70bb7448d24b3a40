package io.gleaner.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.item.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemPathTest {
  /** Every row is what GNU parallel 20221122 made of the item. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      emptyValue = "",
      value = {
        // item   | {.}     | {/}      | {//}   | {/.}
        "a/b.c    | a/b     | b.c      | a      | b",
        "a/b.c/   | a/b.c/  | ''       | a      | ''",
        "a.b/c    | a.b/c   | c        | a.b    | c",
        "a.b/     | a.b/    | ''       | .      | ''",
        "abc      | abc     | abc      | .      | abc",
        ".hidden  | ''      | .hidden  | .      | ''",
        "a/.hidden| a/      | .hidden  | a      | ''",
        "/.x      | /       | .x       | /      | ''",
        "/        | /       | ''       | /      | ''",
        "//       | //      | ''       | /      | ''",
        "///      | ///     | ''       | /      | ''",
        "''       | ''      | ''       | .      | ''",
        "a/       | a/      | ''       | .      | ''",
        "a///     | a///    | ''       | .      | ''",
        "a//b.c   | a//b    | b.c      | a      | b",
        "/a       | /a      | a        | /      | a",
        "//a      | //a     | a        | /      | a",
        "/a.b     | /a      | a.b      | /      | a",
        "a.       | a       | a.       | .      | a",
        "a..      | a.      | a..      | .      | a.",
        "a.b.c    | a.b     | a.b.c    | .      | a.b",
        "x.tar.gz | x.tar   | x.tar.gz | .      | x.tar",
        ".        | ''      | .        | .      | ''",
        "..       | .       | ..       | .      | .",
        "a/.      | a/      | .        | a      | ''",
        "./a.b    | ./a     | a.b      | .      | a",
        "a b.c d  | a b     | a b.c d  | .      | a b",
        "//a/b//c.d | //a/b//c | c.d   | //a/b  | c",
      })
  void partsAreThoseOfGnuParallel(
      String item, String withoutExtension, String name, String folder, String nameOnly) {
    Bytes bytes = Bytes.utf8(item);
    assertThat(ItemPath.withoutExtension(bytes).text()).isEqualTo(withoutExtension);
    assertThat(ItemPath.name(bytes).text()).isEqualTo(name);
    assertThat(ItemPath.folder(bytes).text()).isEqualTo(folder);
    assertThat(ItemPath.withoutExtension(ItemPath.name(bytes)).text()).isEqualTo(nameOnly);
  }

  @Test
  void bytesThatAreNoTextAreKept() {
    Bytes item = Bytes.wrap(new byte[] {(byte) 0xff, '/', (byte) 0xc3, '.', (byte) 0x80});
    assertThat(ItemPath.folder(item)).isEqualTo(Bytes.wrap(new byte[] {(byte) 0xff}));
    assertThat(ItemPath.name(item))
        .isEqualTo(Bytes.wrap(new byte[] {(byte) 0xc3, '.', (byte) 0x80}));
    assertThat(ItemPath.withoutExtension(item))
        .isEqualTo(Bytes.wrap(new byte[] {(byte) 0xff, '/', (byte) 0xc3}));
  }

  @Test
  void aNewlineIsAByteLikeAnyOther() {
    Bytes item = Bytes.utf8("d/e\n/f.g");
    assertThat(ItemPath.name(item).text()).isEqualTo("f.g");
    assertThat(ItemPath.folder(item).text()).isEqualTo("d/e\n");
  }
}
