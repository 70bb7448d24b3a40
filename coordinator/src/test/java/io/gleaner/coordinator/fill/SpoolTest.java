package io.gleaner.coordinator.fill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import io.gleaner.item.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullMarked
class SpoolTest {
  @TempDir private Path folder;

  @Test
  void aCompleteSpoolNeedsNoInput() {
    List<Bytes> items = Inputs.texts("a", "", "b\nc", "a");
    try (Spool spool = open()) {
      assertThat(spool.complete()).isFalse();
      assertThat(spool.total()).isEmpty();
      assertThat(Inputs.drain(spool.record(Inputs.of(items)), 0)).isEqualTo(items);
      assertThat(spool.total()).isEqualTo(OptionalLong.of(4));
    }
    try (Spool spool = open()) {
      assertThat(spool.complete()).isTrue();
      assertThat(Inputs.drain(spool.from(0), 0)).isEqualTo(items);
      assertThat(Inputs.drain(spool.from(2), 2)).isEqualTo(items.subList(2, 4));
      assertThat(spool.from(4).next()).isNull();
      assertThat(spool.from(400).next()).isNull();
    }
  }

  @Test
  void anEmptyInputMakesACompleteSpoolOfNoItems() {
    try (Spool spool = open()) {
      assertThat(spool.record(Inputs.of(List.of())).next()).isNull();
    }
    try (Spool spool = open()) {
      assertThat(spool.total()).isEqualTo(OptionalLong.of(0));
    }
  }

  @Test
  void everyIndexCanBeReadFrom() {
    List<Bytes> items = new ArrayList<>();
    for (int i = 0; i < 3 * SpoolIndex.STRIDE + 5; i++) {
      items.add(Bytes.utf8("item " + i));
    }
    try (Spool spool = open()) {
      Inputs.drain(spool.record(Inputs.of(items)), 0);
    }
    try (Spool spool = open()) {
      for (int start : new int[] {0, 1, 1023, 1024, 1025, 2047, 2048, 3071, 3072, 3076, 3077}) {
        assertThat(Inputs.drain(spool.from(start), start))
            .isEqualTo(items.subList(start, items.size()));
      }
    }
  }

  @Test
  void recordedItemsCanBeReadWhileMoreAreRecorded() {
    try (Spool spool = open()) {
      ItemCursor recording = spool.record(Inputs.of(Inputs.texts("a", "b", "c")));
      recording.next();
      recording.next();
      ItemCursor early = spool.from(0);
      recording.next();
      assertThat(Inputs.drain(early, 0)).isEqualTo(Inputs.texts("a", "b"));
      assertThat(Inputs.drain(spool.from(1), 1)).isEqualTo(Inputs.texts("b", "c"));
    }
  }

  @Test
  void flushedItemsAreInTheFileBeforeItIsClosed() throws IOException {
    try (Spool spool = open()) {
      ItemCursor recording = spool.record(Inputs.of(Inputs.texts("needle", "b")));
      recording.next();
      spool.flush();
      assertThat(Files.readString(file())).contains("needle");
    }
  }

  @Test
  void anInterruptedRecordingGoesOnWhenTheInputRepeatsItsPrefix() {
    List<Bytes> items = Inputs.texts("a", "b", "c", "d");
    interruptAfter(2, items);
    try (Spool spool = open()) {
      assertThat(spool.complete()).isFalse();
      assertThat(spool.count()).isEqualTo(2);
      assertThat(Inputs.drain(spool.record(Inputs.of(items)), 0)).isEqualTo(items);
      assertThat(Inputs.drain(spool.from(0), 0)).isEqualTo(items);
      assertThat(spool.total()).isEqualTo(OptionalLong.of(4));
    }
  }

  @Test
  void anotherInputThanBeforeIsRefusedAndNothingOfItIsRecorded() {
    interruptAfter(2, Inputs.texts("a", "b", "c"));
    try (Spool spool = open()) {
      ItemCursor other = spool.record(Inputs.of(Inputs.texts("a", "X", "c")));
      other.next();
      assertThatThrownBy(other::next)
          .isInstanceOfSatisfying(
              GleanerException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONFIGURATION))
          .hasMessageContaining("item 2 was \"b\", and now it is \"X\"")
          .hasMessageContaining("--job");
      assertThat(Inputs.drain(spool.from(0), 0)).isEqualTo(Inputs.texts("a", "b"));
    }
  }

  @Test
  void aShorterInputThanBeforeIsRefusedAndDoesNotCompleteTheSpool() {
    interruptAfter(2, Inputs.texts("a", "b", "c"));
    try (Spool spool = open()) {
      ItemCursor other = spool.record(Inputs.of(Inputs.texts("a")));
      other.next();
      assertThatThrownBy(other::next).hasMessageContaining("ends after 1 items; there were 2");
      assertThat(spool.complete()).isFalse();
    }
  }

  @Test
  void aLongerInputThanACompleteSpoolIsRefused() {
    try (Spool spool = open()) {
      Inputs.drain(spool.record(Inputs.of(Inputs.texts("a"))), 0);
      ItemCursor same = spool.record(Inputs.of(Inputs.texts("a")));
      assertThat(Inputs.drain(same, 0)).isEqualTo(Inputs.texts("a"));
      ItemCursor longer = spool.record(Inputs.of(Inputs.texts("a", "b")));
      longer.next();
      assertThatThrownBy(longer::next).hasMessageContaining("more than the 1 items");
    }
  }

  @Test
  void aTailOfZerosAsAfterAPowerCutIsNotTakenForEmptyItems() throws IOException {
    List<Bytes> items = Inputs.texts("a", "b", "c");
    interruptAfter(2, items);
    byte[] content = Files.readAllBytes(file());
    Files.write(file(), Arrays.copyOf(content, content.length + 4096));
    try (Spool spool = open()) {
      assertThat(Inputs.drain(spool.from(0), 0)).isEqualTo(Inputs.texts("a", "b"));
      assertThat(Inputs.drain(spool.record(Inputs.of(items)), 0)).isEqualTo(items);
    }
    try (Spool spool = open()) {
      assertThat(spool.total()).isEqualTo(OptionalLong.of(3));
    }
  }

  @Test
  void aFileOfAnotherKindIsRefusedAndLeftAlone() throws IOException {
    Files.writeString(file(), "the person's own notes");
    assertThatThrownBy(this::open)
        .isInstanceOf(GleanerException.class)
        .hasMessageContaining("not written by this version of Gleaner");
    assertThat(Files.readString(file())).isEqualTo("the person's own notes");
  }

  @Test
  void aSpoolInUseIsRefused() {
    try (Spool spool = open()) {
      assertThatThrownBy(this::open)
          .isInstanceOfSatisfying(
              GleanerException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.TRANSIENT))
          .hasMessageContaining("in use");
    }
    open().close();
  }

  private void interruptAfter(int count, List<Bytes> items) {
    try (Spool spool = open()) {
      ItemCursor recording = spool.record(Inputs.of(items));
      for (int i = 0; i < count; i++) {
        recording.next();
      }
    }
  }

  private Path file() {
    return folder.resolve("items.spool");
  }

  private Spool open() {
    return Spool.open(file());
  }
}
